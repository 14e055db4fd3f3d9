// Runs the cluster tests against the API server of a kubeconfig.
import { spawn } from 'node:child_process';
import { childEnv, node24, root } from './project.mjs';

/** Resolves with the exit code; the JSON report goes to `report`. */
export function runClusterTests(kubeconfig, report) {
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'vitest.cluster.config.ts',
    '--reporter=default',
  ];
  if (report) args.push('--reporter=json', `--outputFile.json=${report}`);
  const child = spawn(node24, args, {
    cwd: root,
    env: childEnv({ WEFT_TEST_KUBECONFIG: kubeconfig }),
    stdio: ['ignore', 2, 2],
  });
  process.on('exit', () => child.kill());
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
