import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { connectTestCluster } from '#server/kube/testing/real-cluster.ts';
import { parseOptions } from './options.ts';
import { validateCluster } from './validate-cluster.ts';

const kubeconfig = process.env.WEFT_TEST_KUBECONFIG ?? '';
const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
const namespace = `weft-cli-${randomBytes(3).toString('hex')}`;
const rules = `/apis/networking.istio.io/v1beta1/namespaces/${namespace}/destinationrules`;
let dir = '';

const rule = (host: string) => ({
  apiVersion: 'networking.istio.io/v1beta1',
  kind: 'DestinationRule',
  metadata: { name: 'old', namespace },
  spec: { host },
});
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'here', namespace },
  spec: { ports: [{ port: 80 }] },
};

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'weft-cli-'));
  await cluster.create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  await cluster.create(rules, rule('gone'));
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  // A bare API server has nobody who empties a namespace that is going.
  await cluster.remove(`${rules}/old`);
  await cluster.remove(`/api/v1/namespaces/${namespace}`);
  await cluster.admin.close();
});

function file(name: string, text: string): string {
  const at = path.join(dir, name);
  writeFileSync(at, text);
  return at;
}

async function run(...args: readonly string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const options = parseOptions(['--namespace', namespace, ...args]);
  if (!options.ok || options.value.cluster === null) throw new Error('No cluster is asked for.');
  const code = await validateCluster(
    options.value,
    options.value.cluster,
    (line) => printed.push(line),
    (line) => complained.push(line),
  );
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

test('the findings of a cluster, of one namespace', async () => {
  const { code, printed } = await run('--kubeconfig', kubeconfig, '--fail-on', 'warning');
  expect(printed).toContain(`warning IST0174 DestinationRule ${namespace}/old spec.host`);
  expect(
    printed
      .split('\n')
      .slice(0, -1)
      .every((line) => line.includes(namespace)),
  ).toBe(true);
  expect(code).toBe(1);
});

const change = z.object({
  findings: z.array(z.object({ code: z.string(), line: z.number() })),
  gone: z.array(z.object({ code: z.string(), file: z.null() })),
  kept: z.array(z.object({ code: z.string() })),
});

test('files over a cluster: what they bring fails, what was there before does not, and nothing is written', async () => {
  const added = file(
    'added.yaml',
    `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: new, namespace: ${namespace} }\nspec:\n  hosts: [here]\n  http:\n    - route:\n        - destination: { host: nowhere }\n`,
  );
  const bad = await run('--kubeconfig', kubeconfig, '--output', 'json', added);
  const brought = change.parse(JSON.parse(bad.printed));
  expect(brought.findings).toContainEqual({ code: 'IST0101', line: 8 });
  expect(brought.gone).toEqual([]);
  expect(brought.kept.map(({ code }) => code)).toContain('IST0174');
  expect(bad.code).toBe(1);

  const mended = file(
    'mended.json',
    JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [service, rule('here')] }),
  );
  const good = await run('--kubeconfig', kubeconfig, '--fail-on', 'warning', '--output', 'json', mended);
  expect(change.parse(JSON.parse(good.printed)).gone.map(({ code }) => code)).toContain('IST0174');
  expect(good.code).toBe(0);
  const after = await run('--kubeconfig', kubeconfig, '--fail-on', 'warning');
  expect(after.printed).toContain('IST0174');
});

test('a kind that may not be listed is told, and nothing is concluded from it', async ({ skip }) => {
  if (cluster.token('shop-only') === null) skip('the kubeconfig has no such context');
  const { complained } = await run('--kubeconfig', kubeconfig, '--context', 'shop-only');
  expect(complained).toMatch(/^Namespace cannot be listed \(.*\): \d+ checks that need it say nothing\.$/m);
  expect(complained).toMatch(/^Only in shop may be listed: .*Service.*; of other namespaces /m);
});

test.each([
  [
    'a server that is not there',
    (text: string) => text.replace(/https:\/\/127\.0\.0\.1:\d+/, 'https://127.0.0.1:1'),
    [],
    /cannot be read \(.*ECONNREFUSED/,
  ],
  [
    'a context that is not there',
    (text: string) => text,
    ['--context', 'nope'],
    /^--context: the kubeconfig has no context nope: choose one of /,
  ],
  ['no kubeconfig', () => 'a: [', [], /^--kubeconfig: .* is not a kubeconfig/],
])('%s is told in one sentence', async (_, written, more, says) => {
  const broken = file('kubeconfig', written(readFileSync(kubeconfig, 'utf8')));
  const { code, printed, complained } = await run('--kubeconfig', broken, ...more);
  expect([code, printed]).toEqual([2, '']);
  expect(complained).toMatch(says);
  expect(complained).not.toContain('\n');
});

test('credentials that are refused are told with the cure', async ({ skip }) => {
  const token = cluster.token('viewer');
  if (token === null) skip('the kubeconfig has no token');
  const broken = file('kubeconfig', readFileSync(kubeconfig, 'utf8').replaceAll(String(token), 'expired'));
  const { code, complained } = await run('--kubeconfig', broken, '--context', 'viewer');
  expect(code).toBe(2);
  expect(complained).toBe(
    `The API server refuses the credentials of context viewer: sign in again, as the token may have expired, and try kubectl --kubeconfig ${broken} --context viewer version.`,
  );
});
