import { expect, test } from 'vitest';
import { verdictResponse } from '#lib/api/verdict-contract.ts';
import { clusterId } from '#lib/core/ids.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { labelsOf } from '#lib/graph/testing/traffic.ts';
import type { Labels, VectorRow } from '#lib/prom/series.ts';
import { defaultLimits } from '#lib/verdict/limits.ts';
import { contextOf, live, type World } from './testing/context.ts';
import { readVerdict } from './verdict.ts';

const row = (to: string | null, reporter: string, value: number, labels: Labels = {}): VectorRow => ({
  labels: {
    ...labelsOf({ from: 'shop/frontend', to, service: 'shop/product', reporter }),
    ...(to === null ? { destination_canonical_service: 'unknown' } : {}),
    response_code: '200',
    response_flags: '-',
    ...labels,
  },
  value,
});
const bad = (flags: string, code = '503') => ({ response_code: code, response_flags: flags });
const [v1, v2] = ['shop/product-v1', 'shop/product-v2'];
const bucket = (to: string, le: string, value: number) => row(to, 'destination', value, { le });

const world: World = {
  snapshot: mesh([
    service('shop', 'product'),
    ...[1, 2, 3].flatMap((n) => workload('shop', `product-v${n}`, { app: 'product', version: `v${n}` })),
    subsets('shop', 'product', ['v1', 'v2', 'v3']),
    virtualService('shop', 'product', [splitBy('product', { v1: 90, v2: 10, v3: 0 })]),
  ]),
  samples: [],
  vectors: {
    'requests by version': [
      row(v1, 'source', 20),
      row(v2, 'source', 2),
      row(v2, 'source', 0.5, bad('-', '500')),
      row(null, 'source', 0.1, bad('UH')),
      row(v1, 'destination', 20),
      row(v2, 'destination', 2),
      // Each was tried twice: one for whoever waits, two for the pod.
      row(v2, 'destination', 1, bad('-', '500')),
    ],
    'durations by version': [v1, v2].flatMap((to) => [
      bucket(to ?? '', '100', 1),
      bucket(to ?? '', '+Inf', 1),
    ]),
    'answers over 5m': [row(v1, 'source', 20), row(null, 'source', 0.6, bad('UH'))],
    'answers over 1h': [row(v1, 'source', 20)],
  },
};
const input = {
  ...live,
  cluster: clusterId.parse('Kubernetes'),
  namespace: 'shop',
  service: 'product',
  stable: null,
};

test('versions are counted beside them, what users get at their callers', async () => {
  const { ctx, asked } = contextOf(world);
  const answer = verdictResponse.parse(await readVerdict(ctx, input));
  expect(answer).toMatchObject({ stable: 'v1', reporter: 'destination', verdict: 'worse', missing: [] });
  expect(answer.says.replaceAll('\u00a0', ' ')).toBe(
    'v2 is worse: 33.3 % of 855 requests fail against 0 % of 5,700 of v1. ' +
      '28 requests failed before they came to any version (503 UH).',
  );
  expect(answer.users).toMatchObject({ reporter: 'source', tally: { requests: 6441, failed: 171 } });
  expect(answer.withoutVersion).toMatchObject({ requests: 28, failed: 28, answers: [{ flags: ['UH'] }] });
  expect(answer.burn.short).toBeCloseTo(0.6 / 20.6 / 0.001, 0);
  expect(answer.burn.long).toBe(0);
  expect(asked).toEqual([
    'requests by version',
    'durations by version',
    'answers over 5m',
    'answers over 1h',
  ]);
});

test('a version that gets nothing is listed, without a number', async () => {
  const { versions } = await readVerdict(contextOf(world).ctx, input);
  expect(
    versions.map(({ version, declared, tally }) => [version, declared, tally?.requests ?? null]),
  ).toEqual([
    ['v1', 0.9, 5700],
    ['v2', 0.1, 855],
    ['v3', 0, null],
  ]);
  expect(versions[2]).toMatchObject({
    tally: null,
    latency: { p50: null, p95: null, p99: null },
    pods: { ready: 1, total: 1 },
    verdict: { verdict: 'not-enough-data', says: 'v3 gets no requests, so there is nothing to compare.' },
  });
});

test('a person may name the stable version, and the limits', async () => {
  const { ctx } = contextOf(world);
  const named = await readVerdict(ctx, { ...input, stable: 'v2' });
  expect(named).toMatchObject({ stable: 'v2', verdict: 'not-worse' });
  expect(await readVerdict(ctx, { ...input, stable: 'v9' })).toMatchObject({ stable: 'v1' });
  const strict = { ...ctx, guardRails: { ...defaultLimits, minimumRequests: 1000 } };
  expect(await readVerdict(strict, input)).toMatchObject({
    verdict: 'not-enough-data',
    limits: { minimumRequests: 1000 },
  });
});

test('a query that failed takes its part with it, and no more', async () => {
  const { 'durations by version': _, ...rest } = world.vectors ?? {};
  const slow = await readVerdict(contextOf({ ...world, vectors: rest }).ctx, input);
  expect(slow).toMatchObject({ verdict: 'worse', missing: [{ query: 'durations by version' }] });
  expect(slow.versions[0]?.latency.p99).toBeNull();
  const down = await readVerdict(contextOf({ ...world, vectors: {} }).ctx, input);
  expect(down).toMatchObject({
    verdict: null,
    users: null,
    withoutVersion: null,
    burn: { short: null, long: null },
    says: 'Prometheus did not tell the versions apart, so nothing can be compared.',
  });
  expect(down.versions.map(({ tally }) => tally)).toEqual([null, null, null]);
});

test('a service of a namespace that may not be read is not there', async () => {
  const { ctx } = contextOf({ ...world, namespaces: ['bank'] });
  await expect(readVerdict(ctx, input)).rejects.toMatchObject({ code: 'not-found' });
  const full = { ...input, namespace: 'bank', service: 'product.shop.svc.cluster.local' };
  await expect(readVerdict(ctx, full)).rejects.toMatchObject({ code: 'not-found' });
  await expect(readVerdict(contextOf(world).ctx, { ...input, service: 'none' })).rejects.toMatchObject({
    code: 'not-found',
  });
});
