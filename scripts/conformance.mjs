// npm run conformance -- --corpus DIR [--suite NAME] [--json FILE]: what other projects' tests say about the same inputs.
import { spawnSync } from 'node:child_process';
import { ensurePackages } from './lib/packages.mjs';
import { childEnv, ensureGenerated, ensureInstalled, node24, root } from './lib/project.mjs';

ensureInstalled();
ensureGenerated();
ensurePackages();
const args = process.argv.slice(2);
const done = spawnSync(node24, ['conformance/main.ts', ...args], {
  cwd: root,
  env: childEnv(),
  stdio: 'inherit',
});
process.exit(done.status ?? 1);
