import { expect, test } from 'vitest';
import { reviewRequest } from '#lib/api/findings-contract.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { params, parseParams } from '../http/parse.ts';
import { fullGraph } from './full-graph.ts';
import { listFindings } from './list-findings.ts';
import { reviewDraft } from './review.ts';
import { at, contextOf, live } from './testing/context.ts';

const fault = { abort: { percentage: { value: 20 }, httpStatus: 500 } };
const objects = [
  ...workload('shop', 'front'),
  ...workload('bank', 'teller'),
  ...workload('shop', 'cart'),
  service('shop', 'cart'),
  virtualService('shop', 'cart', [{ fault, route: [{ destination: { host: 'cart' } }] }]),
];
const from = (caller: string) => ({ from: caller, to: null, service: 'shop/cart' });
const aborted = ['shop/front', 'bank/teller'].flatMap((caller) => [
  sample('requests', from(caller), 10),
  failure(from(caller), '500 FI', 2),
]);
const query = parseParams(new Request('http://weft/api/v1/findings?code=WEFT0220'), params.findings);

const worldOf = (more: Partial<Parameters<typeof contextOf>[0]> = {}) =>
  contextOf({ snapshot: mesh(objects), samples: aborted, ...more }).ctx;

test('what a refresh shows is among the findings, and on the graph that showed it', async () => {
  const ctx = worldOf();
  expect(listFindings(ctx, query).findings).toEqual([]);
  const { graph } = await fullGraph(ctx, live);
  expect(graph.edges.map(({ findings }) => findings.warning)).toEqual([1, 1]);
  const [found, ...others] = listFindings(ctx, query).findings;
  expect(others).toEqual([]);
  expect(found).toMatchObject({ object: { kind: 'VirtualService', name: 'cart' }, since: null });
  expect(found?.args).toMatchObject({ count: '1200', total: '6000', callers: 'bank/teller, shop/front' });
});

test('callers of other namespaces are not named to who may not read them', async () => {
  const ctx = worldOf({ namespaces: ['shop'] });
  await fullGraph(ctx, live);
  expect(listFindings(ctx, query).findings[0]?.args.callers).toBe('shop/front and others');
});

test.each([
  ['another window', { window: seconds.parse(60) }],
  ['an old reading', { stale: { reason: 'it is down', since: at } }],
  ['a reading that lacks a part', { missing: [{ query: 'failures', reason: 'it failed' }] }],
  ['a reading of before', { at: epochSeconds.parse(at - 60) }],
])('%s tells nothing new', async (_, reading) => {
  const ctx = worldOf({ samples: [] });
  const calm = await fullGraph(ctx, live);
  const later = {
    ...ctx,
    prom: { ...ctx.prom, reading: async () => ({ ...calm.reading, samples: aborted, ...reading }) },
  };
  await fullGraph(later, live);
  expect(listFindings(ctx, query).findings).toEqual([]);
});

test('what is no longer observed is no longer found', async () => {
  const ctx = worldOf();
  const { reading } = await fullGraph(ctx, live);
  expect(listFindings(ctx, query).findings).toHaveLength(1);
  const calm = { ...reading, at: epochSeconds.parse(at + 15), samples: [] };
  await fullGraph({ ...ctx, prom: { ...ctx.prom, reading: async () => calm } }, live);
  expect(listFindings(ctx, query).findings).toEqual([]);
});

test('hosts near a timeout are timed once a minute, and a refresh later it is said', async () => {
  const call = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart' };
  const route = [{ destination: { host: 'cart' } }];
  const buckets = [
    ['500', 9],
    ['1000', 9.5],
    ['+Inf', 10],
  ].map(([le, value]) => ({
    labels: { le: String(le), destination_service: 'cart.shop.svc.cluster.local' },
    value: Number(value),
  }));
  const { ctx, asked } = contextOf({
    snapshot: mesh([...objects.slice(0, -1), virtualService('shop', 'cart', [{ timeout: '0.9s', route }])]),
    samples: [sample('requests', call, 10), sample('latency', call, 4000)],
    vectors: { 'durations-of-hosts': buckets },
  });
  const ofLatency = parseParams(new Request('http://weft/api/v1/findings?code=WEFT0222'), params.findings);
  const { reading } = await fullGraph(ctx, live);
  expect(asked).toEqual(['durations-of-hosts']);
  expect(listFindings(ctx, ofLatency).findings).toEqual([]);
  for (const later of [15, 30]) {
    const next = { ...reading, at: epochSeconds.parse(at + later) };
    await fullGraph({ ...ctx, prom: { ...ctx.prom, reading: async () => next } }, live);
  }
  expect(asked).toEqual(['durations-of-hosts']);
  expect(listFindings(ctx, ofLatency).findings[0]?.args).toMatchObject({ slow: '5 %', limit: '900\u00a0ms' });
});

test('a draft is held against the traffic too: what it would cut off appears, what it does not touch stays', async () => {
  const plain = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart', reporter: 'destination' };
  const ctx = worldOf({
    samples: [...aborted, sample('requests', plain, 5, { connection_security_policy: 'none' })],
  });
  await fullGraph(ctx, live);
  const strict = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
`;
  const { appeared, gone } = reviewDraft(ctx, reviewRequest.parse({ text: strict }));
  expect(appeared.map(({ code, line }) => `${code} ${line}`)).toContain('WEFT0230 4');
  expect(gone.map(({ code }) => code)).toEqual(['WEFT0231']);
});

test('a weight that is only drafted is not said to get no requests, one that gets none already is', async () => {
  const split = (v2: number) => virtualService('shop', 'cart', [splitBy('cart', { v1: 90, v2 })]);
  const versions = [
    ...workload('shop', 'front'),
    ...workload('shop', 'cart-v1', { app: 'cart', version: 'v1' }),
    ...workload('shop', 'cart-v2', { app: 'cart', version: 'v2' }),
    service('shop', 'cart'),
    subsets('shop', 'cart', ['v1', 'v2']),
  ];
  const samples = [sample('requests', { ...from('shop/front'), to: 'shop/cart-v1' }, 10)];
  const drafted = async (now: number, draft: number) => {
    const { ctx } = contextOf({ snapshot: mesh([...versions, split(now)]), samples });
    await fullGraph(ctx, live);
    const request = reviewRequest.parse({ text: JSON.stringify(split(draft)) });
    const { appeared, kept } = reviewDraft(ctx, request);
    return [appeared, kept].map((list) => list.filter(({ code }) => code === 'WEFT0227').length);
  };
  expect(await drafted(0, 10)).toEqual([0, 0]);
  expect(await drafted(10, 10)).toEqual([0, 1]);
});
