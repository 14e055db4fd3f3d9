import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds, seconds, share } from '#lib/core/units.ts';
import { type Delta, meanDelta, rateDelta, rateDiffers, shareDelta } from './diff/delta.ts';
import { diffGraphs } from './diff.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from './model.ts';
import { edge, graph, healthOf, node, type Said } from './testing/elements.ts';

const path = 'shop/a > shop/b';
const ends = [node('shop/a'), node('shop/b')];
const id = edge(path).id;

const earlier = (g: TrafficGraph): TrafficGraph => ({ ...g, at: epochSeconds.parse(g.at - 3600) });
const one = (said: Said, more: Partial<GraphEdge> = {}) => graph(ends, [edge(path, said, more)]);

function edgeDiff(before: TrafficGraph, after: TrafficGraph) {
  const diff = diffGraphs(earlier(before), after).edges.get(id);
  if (diff === undefined) throw new Error('no such edge');
  return diff;
}

test.each([
  ['as many', 300, 300, 'noise'],
  ['a few more of few', 10, 15, 'noise'],
  ['three times as many', 30, 90, 'real'],
  ['a little more of very many', 100_000, 103_000, 'small'],
  ['much more of very many', 100_000, 130_000, 'real'],
  ['none and none', 0, 0, 'noise'],
  ['one after none', 0, 1, 'noise'],
  ['a hundred after none', 0, 100, 'real'],
])('requests: %s', (_, before, after, verdict) => {
  const { rate, mark } = edgeDiff(one({ count: before }), one({ count: after }));
  expect(rate.verdict).toBe(verdict);
  expect(rate.absolute).toBeCloseTo((after - before) / 300);
  expect(rate.relative).toEqual(before === 0 ? null : expect.closeTo((after - before) / before));
  expect(mark).toBe(verdict === 'real' ? 'changed' : 'same');
});

test.each([
  ['1 of 10 after 0 of 10', { hits: 0, of: 10 }, { hits: 1, of: 10 }, 'noise'],
  ['100 of 1000 after 0 of 1000', { hits: 0, of: 1000 }, { hits: 100, of: 1000 }, 'real'],
  ['fewer failures', { hits: 100, of: 1000 }, { hits: 5, of: 1000 }, 'real'],
  ['0.3 % of a million after 0.1 %', { hits: 1000, of: 1e6 }, { hits: 3000, of: 1e6 }, 'small'],
  ['the same share', { hits: 50, of: 500 }, { hits: 500, of: 5000 }, 'noise'],
  ['all after none, of three', { hits: 0, of: 3 }, { hits: 3, of: 3 }, 'noise'],
  ['all after none, of five', { hits: 0, of: 5 }, { hits: 5, of: 5 }, 'real'],
  ['all after none, of twenty', { hits: 0, of: 20 }, { hits: 20, of: 20 }, 'real'],
])('errors: %s', (_, before, after, verdict) => {
  expect(shareDelta(before, after).verdict).toBe(verdict);
});

test.each([
  ['twice as slow, many', { mean: 100, n: 1000 }, { mean: 200, n: 1000 }, 'real'],
  ['twice as slow, few', { mean: 100, n: 5 }, { mean: 200, n: 5 }, 'noise'],
  ['a little slower, very many', { mean: 100, n: 1e6 }, { mean: 104, n: 1e6 }, 'small'],
  ['nothing counted', { mean: 100, n: 0 }, { mean: 104, n: 10 }, 'unknown'],
])('latency: %s', (_, before, after, verdict) => {
  expect(meanDelta(before, after).verdict).toBe(verdict);
});

test('a side without a number has no difference', () => {
  const delta = edgeDiff(one({ count: 300, latency: 20 }), one({ count: 300 })).latency;
  expect(delta).toEqual({ before: 20, after: null, absolute: null, relative: null, verdict: 'unknown' });
  expect(shareDelta({ hits: 0, of: 0 }, { hits: 1, of: 2 })).toMatchObject({ before: null, absolute: null });
});

test('rates compare whatever the windows, and that is said', () => {
  const hourly = edge(path, { count: 3600 });
  const report = { ...edge(path, { count: 300 }).reports.source, count: 3600 };
  const reports = { ...hourly.reports, source: report as GraphEdge['reports']['source'] };
  const long: TrafficGraph = { ...graph(ends, [{ ...hourly, reports }]), window: seconds.parse(3600) };
  const diff = diffGraphs(earlier(long), one({ count: 300 }));
  expect(diff.edges.get(id)?.rate).toMatchObject({ before: 1, after: 1, verdict: 'noise' });
  expect(diff.notes.join()).toMatch(/equally long/);
});

test('new and lost edges, by whether so many requests come by chance', () => {
  const some = (count: number) => one({ count });
  expect(edgeDiff(graph(ends), some(100))).toMatchObject({
    mark: 'new',
    rate: { before: null, absolute: null, verdict: 'real' },
  });
  expect(edgeDiff(graph(ends), some(2))).toMatchObject({ mark: 'new', rate: { verdict: 'noise' } });
  expect(edgeDiff(some(100), graph(ends))).toMatchObject({
    mark: 'lost',
    rate: { after: null, verdict: 'real' },
  });
  const failed = { ...graph(ends), missing: [{ query: 'requests', reason: 'timeout' }] };
  const diff = diffGraphs(earlier(some(100)), failed);
  expect(diff.edges.get(id)).toMatchObject({ mark: 'lost', rate: { verdict: 'unknown' } });
  expect(diff.notes.join()).toMatch(/"requests" failed at the later moment.*only be unknown/s);
});

test('numbers of one reporter are compared', () => {
  const both = edge(path, { count: 600 });
  const atDestination: GraphEdge = {
    ...both,
    shown: 'destination',
    reports: { ...both.reports, source: null, destination: edge(path, { count: 90 }).reports.source },
  };
  const withBoth: GraphEdge = {
    ...both,
    reports: { ...both.reports, destination: edge(path, { count: 92 }).reports.source },
  };
  expect(edgeDiff(graph(ends, [withBoth]), graph(ends, [atDestination]))).toMatchObject({
    reporter: 'destination',
    mark: 'same',
  });
  expect(edgeDiff(graph(ends, [both]), graph(ends, [atDestination]))).toMatchObject({
    reporter: null,
    rate: { before: null, after: null, verdict: 'unknown' },
  });
});

const mtls = (state: GraphEdge['mtls']['state'], part: number | null): Partial<GraphEdge> => ({
  mtls: { state, share: part === null ? null : share.parse(part), reporter: 'destination' },
});

test('mutual TLS that was lost is a change, one that is not known is none', () => {
  const all = one({ count: 300 }, mtls('all', 1));
  expect(edgeDiff(all, one({ count: 300 }, mtls('none', 0)))).toMatchObject({
    mark: 'changed',
    mtls: { before: { state: 'all' }, after: { state: 'none' } },
  });
  expect(edgeDiff(all, one({ count: 300 }, mtls('unknown', null)))).toMatchObject({
    mark: 'same',
    mtls: null,
  });
  const half = one({ count: 300 }, mtls('partial', 0.5));
  expect(edgeDiff(half, one({ count: 300 }, mtls('partial', 0.505))).mtls).toBeNull();
  expect(edgeDiff(half, one({ count: 300 }, mtls('partial', 0.7))).mtls).not.toBeNull();
});

const split = (declared: number): NonNullable<GraphEdge['split']> => ({
  route: {
    cluster: ends[0]?.cluster as GraphNode['cluster'],
    group: 'networking.istio.io',
    kind: 'VirtualService',
    namespace: 'shop',
    name: 'b',
  },
  rule: 0,
  weight: declared * 100,
  declared: share.parse(declared),
  verdict: 'compared',
  observed: share.parse(declared),
  n: 100,
  since: null,
  low: null,
  high: null,
  deviates: false,
  rules: [],
});

test('a changed weight is a change of the split', () => {
  const weighted = (declared: number | null) =>
    one({ count: 300 }, { split: declared === null ? null : split(declared) });
  expect(edgeDiff(weighted(0.1), weighted(0.1))).toMatchObject({ mark: 'same', split: null });
  expect(edgeDiff(weighted(0.1), weighted(0.5)).split).toMatchObject({
    before: { weight: 10 },
    after: { weight: 50 },
  });
  expect(edgeDiff(weighted(0.1), weighted(null)).split).toMatchObject({ after: null });
});

test('pods that are no longer ready change a node', () => {
  const pods = (ready: number) => graph([node('shop/a', { pods: { ready, total: 3 } })]);
  const [diff] = diffGraphs(earlier(pods(3)), pods(1)).nodes.values();
  expect(diff).toMatchObject({ mark: 'changed', readyPods: { absolute: -2 } });
});

const judged = (
  status: 'healthy' | 'degraded' | 'failing',
  rule: string | null,
  failed: number,
  total: number,
) => ({
  health: { ...healthOf(status), rule, failed, total },
});

test.each([
  [
    'one failure more may be chance',
    judged('healthy', null, 0, 300),
    judged('degraded', '5xx', 1, 300),
    null,
  ],
  [
    'many failures are not',
    judged('healthy', null, 0, 300),
    judged('degraded', '5xx', 25, 300),
    { after: 'degraded' },
  ],
  [
    'failures of another kind',
    judged('degraded', '4xx', 40, 300),
    judged('failing', '5xx', 40, 300),
    { after: 'failing' },
  ],
  ['silence is no health', judged('failing', '5xx', 40, 300), { health: healthOf('idle') }, null],
])('health: %s', (_, before, after, expected) => {
  const { health } = edgeDiff(one({ count: 300 }, before), one({ count: 300 }, after));
  if (expected === null) expect(health).toBeNull();
  else expect(health).toMatchObject(expected);
});

test('a node is listed for its pods, not for what its edges tell', () => {
  const before = graph([node('shop/a'), node('shop/b', judged('healthy', null, 0, 1000)), node('shop/c')]);
  const after = graph([
    node('shop/a', { ...judged('failing', 'pods-not-ready', 1, 1), pods: { ready: 0, total: 1 } }),
    node('shop/b', judged('failing', '5xx', 500, 1000)),
    node('shop/d'),
  ]);
  const diff = diffGraphs(earlier(before), after);
  expect(diff.ranked.map(({ concern, id: at }) => `${concern} ${at}`)).toEqual([
    'fails-more shop/a',
    'lost shop/c',
    'new shop/d',
  ]);
  expect(diff.nodes.get(node('shop/b').id)).toMatchObject({ mark: 'changed', health: { after: 'failing' } });
});

const calls = (to: string, said: Said, more: Partial<GraphEdge> = {}) =>
  edge(`shop/a > shop/${to}`, said, more);
const names = [
  'a',
  'fails',
  'fails2',
  'gone',
  'plain',
  'slow',
  'fresh',
  'split',
  'busy',
  'better',
  'same',
  'chance',
];
const nodes = names.map((name) => node(`shop/${name}`));

test('what matters most comes first', () => {
  const before = graph(nodes, [
    calls('better', { count: 1000, errors: 500 }),
    calls('busy', { count: 300 }),
    calls('fails', { count: 1000, errors: 0 }),
    calls('fails2', { count: 9000, errors: 0 }, { health: healthOf('healthy') }),
    calls('gone', { count: 500 }),
    calls('plain', { count: 300 }, mtls('all', 1)),
    calls('same', { count: 300, errors: 3, latency: 10 }),
    calls('slow', { count: 1000, latency: 20 }),
    calls('split', { count: 300 }, { split: split(0.1) }),
  ]);
  const after = graph(nodes, [
    calls('better', { count: 1000, errors: 0 }),
    calls('busy', { count: 900 }),
    calls('chance', { count: 1 }),
    calls('fails', { count: 1000, errors: 300 }),
    calls('fails2', { count: 9000, errors: 900 }, { health: healthOf('failing') }),
    calls('fresh', { count: 400 }),
    calls('plain', { count: 300 }, mtls('none', 0)),
    calls('same', { count: 310, errors: 4, latency: 10.2 }),
    calls('slow', { count: 1000, latency: 90 }),
    calls('split', { count: 300 }, { split: split(0.5) }),
  ]);
  const diff = diffGraphs(earlier(before), after);
  expect(diff.ranked.map(({ concern, id: at }) => `${concern} ${at.replace(/.*\/(\w+) .*/, '$1')}`)).toEqual([
    'fails-more fails2',
    'fails-more fails',
    'lost gone',
    'less-mtls plain',
    'slower slow',
    'new fresh',
    'split-changed split',
    'more-traffic busy',
    'fails-less better',
    'perhaps chance',
  ]);
  expect(diff.counts.edges).toEqual({ new: 2, lost: 1, changed: 7, same: 1 });
  expect(diff.merged.edges).toHaveLength(11);
  expect(diff.merged.at).toBe(after.at);
});

const anyEdge = fc.record({
  to: fc.constantFrom('b', 'c', 'd', 'e'),
  count: fc.nat(5000),
  errors: fc.nat(100),
  latency: fc.integer({ min: 1, max: 3000 }),
});
const anyGraph = fc.uniqueArray(anyEdge, { selector: ({ to }) => to }).map((all) =>
  graph(
    [node('shop/a'), ...all.map(({ to }) => node(`shop/${to}`))],
    all.map(({ to, ...said }) => calls(to, { ...said, errors: Math.min(said.errors, said.count) })),
  ),
);
/** Of which base a difference is a tenth depends on the side; how sure it is does not. */
const sure = (delta: Delta | undefined) => (delta?.verdict === 'small' ? 'real' : delta?.verdict);
const flipped = { new: 'lost', lost: 'new', changed: 'changed', same: 'same' } as const;

test('a graph is the same as itself, and turning the comparison round turns its signs', () => {
  fc.assert(
    fc.property(anyGraph, anyGraph, (a, b) => {
      expect(diffGraphs(a, a).ranked).toEqual([]);
      const [forth, back] = [diffGraphs(a, b), diffGraphs(b, a)];
      expect(forth.merged.edges.map((e) => e.id)).toEqual(back.merged.edges.map((e) => e.id));
      for (const [at, diff] of forth.edges) {
        const other = back.edges.get(at);
        expect(sure(other?.rate)).toBe(sure(diff.rate));
        expect((other?.rate.absolute ?? 0) + (diff.rate.absolute ?? 0)).toBeCloseTo(0);
        expect(other?.errorShare.verdict).toBe(diff.errorShare.verdict);
        if (diff.mark === 'new' || diff.mark === 'lost') expect(other?.mark).toBe(flipped[diff.mark]);
      }
    }),
    { numRuns: 200 },
  );
});

test('a change is as sure with ten times the evidence', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (a, b) => {
      const sure = rateDiffers({ count: a, window: 300 }, { count: b, window: 300 });
      const more = rateDiffers({ count: a * 10, window: 300 }, { count: b * 10, window: 300 });
      expect(!sure || more).toBe(true);
      expect(rateDelta({ count: a, window: 300 }, { count: a, window: 300 }).verdict).toBe('noise');
    }),
  );
});
