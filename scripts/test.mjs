// npm test: the gate, the same here and in CI. Installs what it needs, runs every check to its end, closes with one line of totals.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import {
  childEnv,
  ensureBuilt,
  ensureGenerated,
  ensureInstalled,
  node24,
  root,
  say,
} from './lib/project.mjs';
import { conformanceCount, playwrightCount, vitestCount } from './lib/reports.mjs';

const out = path.join(root, 'test-results');
const totals = { passed: 0, failed: 0 };
const lines = [];

function record(name, passed, failed, note = '') {
  totals.passed += passed;
  totals.failed += failed;
  lines.push(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed${note}`);
  say(lines.at(-1));
}

function notRun(name, why) {
  lines.push(`     ${name}: not run (${why})`);
  say(lines.at(-1));
}

function exec(command, args, env = {}) {
  const child = spawn(command, args, { cwd: root, env: childEnv(env), stdio: ['ignore', 2, 2] });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** One of package.json's own scripts, so that the gate and a person run the same thing. */
async function check(name) {
  const code = await exec('npm', ['run', '--silent', name]);
  record(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

/** Runs a suite that writes a JSON report; a suite without a report has failed as a whole. */
async function suite(name, args, report, count, env = {}) {
  const file = path.join(out, report);
  rmSync(file, { force: true });
  const started = Date.now();
  const code = await exec(node24, args, { ...env, WEFT_REPORT: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const took = ` in ${Math.round((Date.now() - started) / 1000)} s`;
  if (!existsSync(file)) return record(name, 0, 1, ' (no report)');
  const { passed, failed, details = [] } = count(JSON.parse(readFileSync(file, 'utf8')));
  record(name, passed, code !== 0 && failed === 0 ? 1 : failed, took);
  lines.push(...details.map((detail) => `       ${detail.replaceAll('\n', '\n       ')}`));
}

const vitest = (report, ...args) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${path.join(out, report)}`,
  ...args,
];
const playwright = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'];

ensureInstalled();
const missing = ensurePackages();
mkdirSync(out, { recursive: true });
ensureGenerated();

for (const name of ['types', 'lint', 'walls', 'format', 'documents']) await check(name);
await suite('unit', vitest('unit.json'), 'unit.json', vitestCount);
await ensureBuilt();

if (missing.includes('chromium')) {
  record('browser', 0, 1, ' (chromium is missing)');
} else {
  await suite('browser, built-in query API', playwright, 'browser-built-in.json', playwrightCount, {
    WEFT_E2E: 'built-in',
  });
  if (missing.includes('prometheus')) record('browser, real Prometheus', 0, 1, ' (prometheus is missing)');
  else
    await suite('browser, real Prometheus', playwright, 'browser-prometheus.json', playwrightCount, {
      WEFT_E2E: 'prometheus',
    });
}

const corpus = path.resolve(root, '../shared/corpus');
if (!existsSync(corpus))
  notRun('conformance', 'no corpus beside the project; npm run conformance -- --corpus DIR runs one');
else if (missing.includes('prometheus')) record('conformance', 0, 1, ' (prometheus is missing)');
else
  await suite(
    'conformance',
    ['conformance/main.ts', '--corpus', corpus, '--floor', '--json', path.join(out, 'conformance.json')],
    'conformance.json',
    conformanceCount,
  );

await suite('cluster, embedded API', ['scripts/test-cluster.mjs'], 'cluster-embedded.json', vitestCount);
const realCluster = path.resolve(root, '../shared/tools/real-cluster');
if (existsSync(realCluster))
  await suite(
    'cluster, real kube-apiserver',
    ['scripts/test-real.mjs', '--start', realCluster],
    'cluster-real.json',
    (r) => r,
  );
else
  notRun(
    'cluster, real kube-apiserver',
    'no real cluster beside the project; npm run test:real -- --kubeconfig FILE runs it on yours',
  );

process.stderr.write(`\n${lines.join('\n')}\n`);
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 ? 0 : 1);
