// npm run bench: prints each row as a ratio, measured in one run.
import { spawnSync } from 'node:child_process';
import { childEnv, ensureBuilt, ensureGenerated, ensureInstalled, node24, root } from './lib/project.mjs';

ensureInstalled();
ensureGenerated();
await ensureBuilt();
const done = spawnSync(node24, ['bench/run.ts', ...process.argv.slice(2)], {
  cwd: root,
  env: childEnv(),
  stdio: 'inherit',
});
process.exit(done.status ?? 1);
