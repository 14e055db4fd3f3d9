import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { serveCluster } from '#demo/cluster/serve-cluster.ts';
import { createKubeClient, type KubeClient } from '#demo/kube-client/kube-client.ts';
import { readKubeconfig } from '#demo/kube-client/kubeconfig.ts';
import { listAll } from '#demo/kube-client/watch.ts';
import { parseOptions } from '#demo/options.ts';
import { startDemo } from './start-demo.ts';

const dir = mkdtempSync(join(tmpdir(), 'demo-'));
let server: Awaited<ReturnType<typeof serveCluster>> | null = null;
let client: KubeClient | null = null;
const api = () => {
  if (server === null || client === null) throw new Error('the API server did not start');
  return { server, client };
};

beforeAll(async () => {
  server = await serveCluster({ dir, clock: Date.now });
  client = createKubeClient(readKubeconfig(server.kubeconfigPath));
}, 30_000);
afterAll(async () => {
  await client?.close();
  await server?.close();
});

/** A demo on an API server that it did not start: Bookinfo, scraped once a minute. */
function startOnTop(mesh: string) {
  const { kubeconfigPath } = api().server;
  const options = ['--mesh', mesh, '--scrape-interval', '60', '--dir', dir, '--kubeconfig', kubeconfigPath];
  return startDemo(parseOptions(options), {
    wall: Date.now,
    say: () => undefined,
    signal: new AbortController().signal,
  });
}

async function namesOf(path: string): Promise<string[]> {
  const { objects } = await listAll(api().client, path);
  return objects.map(({ metadata }) => metadata.name).sort();
}

const pods = '/api/v1/namespaces/bookinfo/pods';
const routes = '/apis/networking.istio.io/v1/namespaces/bookinfo/virtualservices';
const route = z.looseObject({ spec: z.unknown() });

test('the objects of an earlier run are taken over, what somebody changed in them is as declared', async () => {
  const first = await startOnTop('bookinfo');
  const before = { pods: await namesOf(pods), route: await api().client.request('GET', `${routes}/reviews`) };
  expect(before.pods.length).toBeGreaterThan(5);
  await first.close();

  await api().client.request('PATCH', `${routes}/reviews`, {
    body: { spec: { http: [{ fault: { abort: { httpStatus: 500, percentage: { value: 50 } } } }] } },
    contentType: 'application/merge-patch+json',
  });
  const second = await startOnTop('bookinfo');
  expect(await namesOf(pods)).toEqual(before.pods);
  const after = await api().client.request('GET', `${routes}/reviews`);
  expect(route.parse(after).spec).toEqual(route.parse(before.route).spec);
  await second.close();
}, 60_000);

test('another mesh finds its place beside what is there', async () => {
  const bank = await startOnTop('bank');
  expect((await namesOf(pods)).length).toBeGreaterThan(5);
  expect((await namesOf('/api/v1/namespaces')).length).toBeGreaterThan(6);
  await bank.close();
}, 60_000);
