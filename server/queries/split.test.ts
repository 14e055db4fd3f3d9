import { expect, test } from 'vitest';
import { splitResponse } from '#lib/api/edit-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, labelsOf, sample } from '#lib/graph/testing/traffic.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import { readSplit } from './split.ts';
import { at, contextOf, type World, window } from './testing/context.ts';

const ref = refTo('VirtualService', 'reviews');
const base = [
  ...workload('shop', 'frontend'),
  ...workload('shop', 'admin'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2', ready: false }),
  service('shop', 'reviews'),
  subsets('shop', 'reviews', ['v1', 'v2']),
];
const call = (to: string | null, from = 'shop/frontend', more: Partial<Call> = {}): Call => ({
  from,
  to,
  service: 'shop/reviews',
  ...more,
});
const row = (value: number, ...of: Parameters<typeof call>): VectorRow => ({
  labels: labelsOf(call(...of)),
  value,
});
const canary = (changedAt = 0, weights: Readonly<Record<string, number>> = { v1: 90, v2: 10 }) =>
  virtualService('shop', 'reviews', [splitBy('reviews', weights)], changedAt);

const read = (object: KubeObject, world: Partial<World> = {}, of: ObjectRef = ref) => {
  const { ctx, asked } = contextOf({
    snapshot: mesh(base),
    samples: [sample('requests', call('shop/reviews-v1'), 4), sample('requests', call('shop/reviews-v2'), 1)],
    vectors: { 'sent-since-change': [], 'opened-since-change': [], 'rejects-since-change': [] },
    object: { object, mayPatch: true },
    ...world,
  });
  return readSplit(ctx, of).then((answer) => ({ answer: splitResponse.parse(answer), asked }));
};
const sent = (...rows: readonly VectorRow[]): Partial<World> => ({
  vectors: { 'sent-since-change': rows, 'rejects-since-change': [] },
});

test('shares of all callers stand beside rates, pods and what defines the subset', async () => {
  const { answer } = await read(
    canary(),
    sent(row(700, 'shop/reviews-v1'), row(100, 'shop/reviews-v2'), row(220, 'shop/reviews-v1', 'shop/admin')),
  );
  const [rule] = answer.rules;
  expect(rule).toMatchObject({ id: 'http/0', mixedWith: [], rate: 5 });
  const [v1, v2] = rule?.destinations ?? [];
  expect(v1).toMatchObject({ rate: 4, ready: 1, pods: 1, subset: 'defined', backend: { kind: 'Service' } });
  expect(v2).toMatchObject({
    rate: 1,
    ready: 0,
    pods: 1,
    destinationRule: { kind: 'DestinationRule', name: 'reviews' },
  });
  expect(v2?.observed?.share).toBeCloseTo(100 / 1020, 2);
  expect((v1?.observed?.share ?? 0) + (v2?.observed?.share ?? 0)).toBeCloseTo(1);
  expect(v2?.observed?.low).toBeLessThan(0.1);
  expect(v2?.observed?.high).toBeGreaterThan(0.1);
  expect(answer.accepted.state).toBe('not-known');
  expect(answer.missing).toEqual([]);
});

test('a destination that got nothing of many requests has a share of 0, not none', async () => {
  const { answer } = await read(canary(), sent(row(900, 'shop/reviews-v1')));
  const [v1, v2] = answer.rules[0]?.destinations ?? [];
  expect([v1?.observed?.share, v2?.observed?.share]).toEqual([1, 0]);
  const nothing = await read(canary());
  expect(nothing.answer.rules[0]?.destinations.map(({ observed }) => observed)).toEqual([null, null]);
});

test('requests are counted since the route changed, no further back than the longest, and not longer than needed', async () => {
  const since = async (changedAt: number, rate: number) => {
    const samples = [sample('requests', call('shop/reviews-v1'), rate)];
    return (await read(canary(changedAt), { samples })).answer.since;
  };
  // One second that Kubernetes cuts off, and a scrape.
  expect(await since(at - 1000, 1)).toBe(at - 984);
  expect(await since(0, 1)).toBe(at - 20_010);
  expect(await since(0, 0.1)).toBe(at - 6 * 3600);
  expect(await since(0, 1000)).toBe(at - window);
});

test('right after a change nothing is counted, and nothing is asked', async () => {
  const { answer, asked } = await read(canary(at - 20));
  expect(asked).toEqual([]);
  expect(answer.rules[0]?.destinations[0]).toMatchObject({ observed: null, rate: 4, ready: 1 });
});

test('rules that reach the same hosts are told as a mixture', async () => {
  const header = { match: [{ headers: { beta: { exact: '1' } } }], ...splitBy('reviews', { v2: 1 }) };
  const object = virtualService('shop', 'reviews', [header, splitBy('reviews', { v1: 90, v2: 10 })]);
  const { answer } = await read(object, sent(row(700, 'shop/reviews-v1'), row(300, 'shop/reviews-v2')));
  expect(answer.rules.map(({ mixedWith }) => mixedWith)).toEqual([
    ['http/0', 'http/1'],
    ['http/0', 'http/1'],
  ]);
  expect(answer.rules[1]?.destinations[0]).toMatchObject({ observed: null, rate: 4 });
});

test('a rule behind one that takes everything is mixed with nothing, and gets nothing', async () => {
  const rules = [splitBy('reviews', { v1: 90, v2: 10 }), splitBy('reviews', { v2: 1 })];
  const object = virtualService('shop', 'reviews', rules);
  const { answer } = await read(object, sent(row(900, 'shop/reviews-v1'), row(100, 'shop/reviews-v2')));
  const [first, behind] = answer.rules;
  expect([first?.mixedWith, behind?.mixedWith]).toEqual([[], []]);
  expect(first?.destinations[1]?.observed?.share).toBeCloseTo(0.1);
  expect(behind?.destinations[0]?.observed).toBeNull();
});

test('rules for callers of different labels are not mixed, and each counts its own', async () => {
  const admin = { match: [{ sourceLabels: { app: 'admin' } }], ...splitBy('reviews', { v1: 1, v2: 1 }) };
  const other = { match: [{ sourceLabels: { app: 'frontend' } }], ...splitBy('reviews', { v1: 1, v2: 0 }) };
  const object = virtualService('shop', 'reviews', [admin, other]);
  const { answer } = await read(
    object,
    sent(
      row(900, 'shop/reviews-v1'),
      row(500, 'shop/reviews-v1', 'shop/admin'),
      row(500, 'shop/reviews-v2', 'shop/admin'),
    ),
  );
  const shares = answer.rules.map(({ destinations }) => destinations.map(({ observed }) => observed?.share));
  expect(shares).toEqual([
    [0.5, 0.5],
    [1, 0],
  ]);
});

test('a subset that nobody defines is missing', async () => {
  const { answer } = await read(canary(0, { v1: 1, v9: 1 }));
  expect(answer.rules[0]?.destinations[1]).toMatchObject({ subset: 'missing', ready: 0 });
});

test('tcp rules count connections', async () => {
  const object: KubeObject = {
    ...canary(),
    spec: { hosts: ['reviews'], tcp: [splitBy('reviews', { v1: 80, v2: 20 })] },
  };
  const opened = [row(760, 'shop/reviews-v1'), row(240, 'shop/reviews-v2')];
  const { answer, asked } = await read(object, {
    vectors: { 'opened-since-change': opened, 'rejects-since-change': [] },
  });
  expect(asked).toEqual(['opened-since-change', 'rejects-since-change']);
  expect(answer.rules[0]?.id).toBe('tcp/0');
  expect(answer.rules[0]?.destinations[1]?.observed?.share).toBeCloseTo(0.24);
  expect(answer.rules[0]?.rate).toBeCloseTo(1000 / (6 * 3600));
});

test('a query that fails takes only its part, and is named', async () => {
  const { answer } = await read(canary(), {
    vectors: { 'rejects-since-change': [{ labels: {}, value: 2 }] },
  });
  expect(answer.missing).toMatchObject([{ query: 'sent-since-change' }]);
  expect(answer.rules[0]?.destinations[0]).toMatchObject({ observed: null, rate: 4 });
  expect(answer.accepted.says).toContain('Proxies refused 2 configurations');
});

test('who may not read a namespace is told nothing of it', async () => {
  const rows = sent(row(700, 'shop/reviews-v1', 'shop/frontend'));
  const { answer } = await read(
    {
      ...canary(),
      metadata: { ...canary().metadata, namespace: 'web' },
      spec: { hosts: ['x'], http: [splitBy('reviews.shop.svc.cluster.local', { v1: 9, v2: 1 })] },
    },
    { ...rows, namespaces: ['web'] },
    { ...ref, namespace: 'web' },
  );
  expect(answer.rules[0]).toMatchObject({ rate: null });
  expect(answer.rules[0]?.destinations[0]).toMatchObject({
    observed: null,
    rate: null,
    ready: null,
    backend: null,
    destinationRule: null,
  });
});

test('an HTTPRoute divides between services, and says whether it was accepted', async () => {
  const object: KubeObject = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'reviews', namespace: 'shop', generation: 2 },
    spec: {
      parentRefs: [{ group: '', kind: 'Service', name: 'reviews' }],
      rules: [
        {
          backendRefs: [
            { name: 'v1', port: 80, weight: 3 },
            { name: 'v2', port: 80 },
          ],
        },
      ],
    },
    status: {
      parents: [
        {
          parentRef: { name: 'reviews' },
          conditions: [{ type: 'Accepted', status: 'True', observedGeneration: 1 }],
        },
      ],
    },
  };
  const behind = (name: string) => ({
    ...service('shop', name),
    spec: { selector: { app: 'reviews', version: name }, ports: [{ port: 80, name: 'http' }] },
  });
  const rows = ['v1', 'v2'].map((name, i) =>
    row(i === 0 ? 740 : 260, `shop/reviews-${name}`, 'shop/frontend', { service: `shop/${name}` }),
  );
  const { answer } = await read(
    object,
    { ...sent(...rows), snapshot: mesh([...base, behind('v1'), behind('v2')]) },
    { ...ref, group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
  );
  expect(answer.accepted).toMatchObject({ state: 'pending' });
  const [v1, v2] = answer.rules[0]?.destinations ?? [];
  expect(v1).toMatchObject({ subset: 'none', ready: 1, backend: { kind: 'Service', name: 'v1' } });
  expect([v1?.observed?.share, v2?.observed?.share]).toEqual([0.74, 0.26]);
});

test('what is no route is refused', async () => {
  const object = { ...canary(), kind: 'DestinationRule', spec: {} };
  await expect(read(object)).rejects.toMatchObject({ code: 'bad-request' });
});
