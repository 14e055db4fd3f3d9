// npm run test:real -- --kubeconfig FILE: the cluster tests and the main browser stories against a real API server, with the
// simulation on top and a real Prometheus scraping it. `--start TOOL` starts one with a tool that has `start DIR` and `stop DIR`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  childEnv,
  ensureBuilt,
  ensureGenerated,
  ensureInstalled,
  fail,
  node24,
  root,
  say,
} from './lib/project.mjs';
import { playwrightCount, vitestCount } from './lib/reports.mjs';
import { runClusterTests } from './lib/vitest-cluster.mjs';

const usage =
  'Say which API server: npm run test:real -- --kubeconfig FILE (its current context must be allowed to create namespaces).';

const [flag, value] = process.argv.slice(2);
if (!value || !['--kubeconfig', '--start'].includes(flag)) fail(usage);
ensureInstalled();
ensureGenerated();
await ensureBuilt();

const dir = mkdtempSync(path.join(tmpdir(), 'weft-real-'));
const totals = { passed: 0, failed: 0, details: [] };

function startCluster(tool) {
  say('starting a real API server');
  const done = spawnSync(tool, ['start', path.join(dir, 'cluster')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  });
  if (done.status !== 0) fail(`${tool} start failed; see the lines above.`, 1);
  return done.stdout.trim().split('\n').at(-1);
}

function browserStories(kubeconfig, report) {
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--grep', '@real', '--reporter=list,json'];
  const env = childEnv({ WEFT_E2E_KUBECONFIG: kubeconfig, PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const child = spawn(node24, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  // Interrupted, it still stops the demo that it started.
  process.on('exit', () => child.kill('SIGINT'));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

function count(report, code, of) {
  if (!existsSync(report)) {
    totals.failed += 1;
    return;
  }
  const { passed, failed, details } = of(JSON.parse(readFileSync(report, 'utf8')));
  totals.passed += passed;
  totals.failed += code !== 0 && failed === 0 ? 1 : failed;
  totals.details.push(...details);
}

// However this ends, Ctrl-C included, what `start` started is stopped: it runs outside of our process group.
process.on('exit', () => {
  if (flag === '--start') spawnSync(value, ['stop', path.join(dir, 'cluster')], { stdio: ['ignore', 2, 2] });
  rmSync(dir, { recursive: true, force: true });
});
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

const kubeconfig = flag === '--start' ? startCluster(value) : path.resolve(value);
const cluster = path.join(dir, 'cluster.json');
count(cluster, await runClusterTests(kubeconfig, cluster), vitestCount);
const browser = path.join(dir, 'browser.json');
count(browser, await browserStories(kubeconfig, browser), playwrightCount);
if (process.env.WEFT_REPORT) writeFileSync(process.env.WEFT_REPORT, JSON.stringify(totals));
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 ? 0 : 1);
