import { afterEach, expect, test } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { credentialsOfGateway } from '#lib/mesh/named-credentials.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { FakeApi } from './testing/fake-api.ts';
import { runSource, type SourceRun } from './testing/run-source.ts';

let run: SourceRun;
afterEach(() => run.end());

const served = ['Namespace', 'Pod', 'Gateway'] as const;
const secretOf = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'edge' },
  type: 'kubernetes.io/tls',
  data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, btoa(value)])),
});

/** A gateway whose pods are in `edge`, with a server for each credential, and the Secrets that there are. */
function withGateway(credentials: readonly string[], secrets: Record<string, object | number>) {
  return (api: FakeApi) => {
    api.put('Pod', 'edge', 'public-1', { metadata: { name: 'public-1', labels: { gateway: 'public' } } });
    api.put('Gateway', 'shop', 'public', {
      spec: {
        selector: { gateway: 'public' },
        servers: credentials.map((credentialName) => ({ tls: { credentialName } })),
      },
    });
    api.script = ({ pathname }) => {
      const name = /^\/api\/v1\/namespaces\/edge\/secrets\/(.+)$/.exec(pathname)?.[1];
      if (name === undefined) return null;
      const answer = secrets[name] ?? 404;
      return typeof answer === 'number'
        ? { status: answer, body: { kind: 'Status', message: `no ${name} for you` } }
        : { body: answer };
    };
  };
}

const cluster = () => run.source.snapshot().clusters.get(testCluster);
const credential = (name: string) => cluster()?.credentials?.get(`edge/${name}`)?.credential;

test('what Gateways name is read where their pods are, and told apart: there, absent, not allowed', async () => {
  run = await runSource(
    served,
    withGateway(['half', 'gone', 'shut'], { half: secretOf('half', { 'tls.crt': 'x' }), shut: 403 }),
  );
  await run.until(() => expect(credential('half')).toEqual({ state: 'incomplete', missing: ['tls.key'] }));
  expect(credential('gone')).toEqual({ state: 'absent' });
  expect(credential('shut')).toMatchObject({ state: 'not-read', reason: expect.stringContaining('shut') });
});

test('no Secret is asked for that no Gateway names, and none is listed', async () => {
  run = await runSource(
    served,
    withGateway(['half'], { half: secretOf('half', {}), other: secretOf('other', {}) }),
  );
  await run.until(() => expect(credential('half')).toBeDefined());
  const asked = run.api.requests.filter((request) => request.includes('/secrets'));
  expect(new Set(asked)).toEqual(new Set(['GET /api/v1/namespaces/edge/secrets/half']));
});

test('a Gateway that names another Secret has it read soon, and what is known holds no value', async () => {
  run = await runSource(
    served,
    withGateway(['half'], {
      half: secretOf('half', { 'tls.crt': 'hunter2', 'tls.key': 'hunter2' }),
      next: secretOf('next', {}),
    }),
  );
  await run.until(() => expect(credential('half')).toEqual({ state: 'unreadable' }));
  expect(JSON.stringify([...(cluster()?.credentials ?? [])])).not.toContain('hunter2');
  run.api.put('Gateway', 'shop', 'public', {
    spec: { selector: { gateway: 'public' }, servers: [{ tls: { credentialName: 'next' } }] },
  });
  await run.until(() => expect(credential('next')).toMatchObject({ state: 'incomplete' }));
  const known = cluster();
  const [gateway] = known === undefined ? [] : [...objects(known, 'Gateway')];
  expect(known && gateway && credentialsOfGateway(known, gateway)).toMatchObject([{ name: 'next' }]);
});
