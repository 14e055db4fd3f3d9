import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { serveCluster } from './serve-cluster.ts';
import { startTestCluster, versionOf } from './testing/test-cluster.ts';

test('CA and tokens outlive a restart, versions go on growing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'weft-restart-'));
  const life = async (clock: number) => {
    const cluster = await serveCluster({ dir, clock: () => clock });
    const config = await readFile(cluster.kubeconfigPath, 'utf8');
    await cluster.close();
    return { ca: cluster.caPem, config: parse(config) as { users: unknown; contexts: { name: string }[] } };
  };
  const first = await life(1_700_000_000_000);
  const second = await life(1_700_000_100_000);
  expect(second.ca).toBe(first.ca);
  expect(second.config.users).toEqual(first.config.users);
  expect(first.config.contexts.map((context) => context.name)).toEqual([
    'admin',
    'viewer',
    'shop-dev',
    'shop-only',
  ]);
  for (const file of ['ca.key', 'tokens.json', 'kubeconfig']) {
    expect((await stat(join(dir, file))).mode & 0o777, file).toBe(0o600);
  }
  await rm(dir, { recursive: true });
});

test('a version of an earlier life is too old, not too new', async () => {
  const start = 1_700_000_000_000;
  const old = await startTestCluster({ clock: () => start });
  const version = versionOf((await old.call('GET', '/api/v1/namespaces')).body);
  await old.stop();
  const next = await startTestCluster({ clock: () => start + 60_000, watchWindow: 5 });
  const watch = await next.watch(`/api/v1/namespaces?watch=1&resourceVersion=${version}`);
  await expect.poll(() => watch.events).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
  await next.stop();
});

test('a port that is taken is an error', async () => {
  const one = await startTestCluster();
  const port = Number(new URL(one.url).port);
  await expect(startTestCluster({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await one.stop();
});
