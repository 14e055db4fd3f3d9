import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createDiscovery } from '#demo/kube-client/discovery.ts';
import { createKubeClient } from '#demo/kube-client/kube-client.ts';
import { readKubeconfig } from '#demo/kube-client/kubeconfig.ts';
import { parseOptions } from '#demo/options.ts';
import { type Demo, startDemo } from './start-demo.ts';

const answer = z.object({
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
});

let demo: Demo | null = null;
const ready = () => {
  if (demo === null) throw new Error('the demo did not start');
  return demo.ready;
};

/** One demo for all tests: Bookinfo, scraped once a minute, so that its hour is quickly lived. */
beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'demo-'));
  const options = parseOptions(['--mesh', 'bookinfo', '--scrape-interval', '60', '--dir', dir]);
  demo = await startDemo(options, {
    wall: Date.now,
    say: () => undefined,
    signal: new AbortController().signal,
  });
}, 60_000);
afterAll(() => demo?.close());

async function query(promql: string) {
  const response = await fetch(
    `${ready().prometheusUrl}/api/v1/query?${new URLSearchParams({ query: promql })}`,
  );
  return answer.parse(await response.json()).data.result;
}

test('an hour of traffic is there, split as the route says', async () => {
  const promql =
    'sum by (destination_version) (increase(istio_requests_total{destination_app="reviews",reporter="source"}[50m]))';
  const rows = await query(promql);
  const counts = new Map(rows.map(({ metric, value }) => [metric.destination_version, Number(value[1])]));
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  expect(total).toBeGreaterThan(10_000);
  expect((counts.get('v1') ?? 0) / total).toBeCloseTo(0.6, 1);
  expect((counts.get('v3') ?? 0) / total).toBeCloseTo(0.1, 1);
});

test('the objects are older than the demo, and made by who would make them', async () => {
  const client = createKubeClient(readKubeconfig(ready().kubeconfig));
  const route = await createDiscovery(client).resource('VirtualService');
  const object = z
    .object({
      metadata: z.object({
        creationTimestamp: z.string(),
        managedFields: z.array(z.object({ manager: z.string() })),
      }),
    })
    .parse(await client.request('GET', route?.item('bookinfo', 'reviews') ?? ''));
  await client.close();
  const days = (Date.now() - Date.parse(object.metadata.creationTimestamp)) / 86_400_000;
  expect(days).toBeCloseTo(6, 1);
  expect(object.metadata.managedFields).toMatchObject([{ manager: 'kubectl-client-side-apply' }]);
});

test('control page and metrics answer', async () => {
  expect(await (await fetch(`${ready().controlUrl}/health`)).json()).toEqual({ ok: true, mesh: 'bookinfo' });
  expect(await (await fetch(ready().metricsUrl)).text()).toContain('# TYPE istio_requests_total counter');
});
