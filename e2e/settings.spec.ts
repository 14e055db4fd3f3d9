import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { fromSetup } from './support/api.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Runs `npm start`'s script with these settings and resolves with how it ended. */
function startWith(settings: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    KUBECONFIG: fromSetup('WEFT_KUBECONFIG'),
    PROMETHEUS_URL: 'http://127.0.0.1:9',
    ...settings,
  };
  const child = spawn('node', ['scripts/start.mjs'], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve) =>
    child.once('exit', (code) => resolve({ code, lines: said.trim().split('\n') })),
  );
}

const dir = mkdtempSync(path.join(tmpdir(), 'weft-settings-'));
test.afterAll(() => rmSync(dir, { recursive: true, force: true }));

const cases: readonly [what: string, settings: Record<string, string>, says: RegExp][] = [
  ['an unreadable kubeconfig', { KUBECONFIG: path.join(dir, 'absent') }, /KUBECONFIG.*absent/],
  ['an unknown context', { WEFT_CONTEXT: 'nowhere' }, /WEFT_CONTEXT.*nowhere.*admin/],
  ['a malformed URL', { PROMETHEUS_URL: 'prometheus:9090' }, /PROMETHEUS_URL/],
  ['no Prometheus', { PROMETHEUS_URL: '' }, /PROMETHEUS_URL/],
  [
    'both a token and basic auth',
    { PROMETHEUS_BEARER_TOKEN: 't', PROMETHEUS_USERNAME: 'u', PROMETHEUS_PASSWORD: 'p' },
    /PROMETHEUS_BEARER_TOKEN.*PROMETHEUS_USERNAME|PROMETHEUS_USERNAME.*PROMETHEUS_BEARER_TOKEN/,
  ],
  ['a port that is none', { WEFT_PORT: '70000' }, /WEFT_PORT/],
  ['everybody let in as the server', { WEFT_HOST: '0.0.0.0' }, /WEFT_AUTH/],
];

for (const [what, settings, says] of cases) {
  test(`the start stops with one line: ${what} @built-in`, async () => {
    const { code, lines } = await startWith(settings);
    expect(code).toBe(2);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(says);
  });
}

test('a kubeconfig that is no YAML is named @built-in', async () => {
  const file = path.join(dir, 'broken');
  writeFileSync(file, '{{{');
  const { code, lines } = await startWith({ KUBECONFIG: file });
  expect(code).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(file);
});

test('a busy port is a clear message @built-in', async () => {
  const holder = createServer();
  const port = await new Promise<number>((resolve) => {
    holder.listen(0, '127.0.0.1', () => {
      const address = holder.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const { code, lines } = await startWith({ WEFT_PORT: String(port) });
  holder.close();
  expect(code).toBe(2);
  expect(lines.at(-1)).toMatch(new RegExp(`Port ${port} .*in use`));
});
