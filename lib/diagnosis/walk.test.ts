import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { mesh, service, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { walk } from './walk.ts';

const names = ['edge', 'web', 'cart', 'store'];
const snapshot = mesh(names.flatMap((name) => [...workload('shop', name), service('shop', name)]));

const graphOf = (samples: readonly TrafficSample[]): TrafficGraph => testGraph(snapshot, samples);

interface Told {
  readonly rate: number;
  readonly errors?: number;
  readonly outcome?: string;
  /** Mean in milliseconds. */
  readonly latency?: number;
}

/** A call as both proxies tell of it. */
function call(
  from: string,
  to: string,
  { rate, errors = 0, outcome = '500', latency = 5 }: Told,
): TrafficSample[] {
  const base: Call = { from: `shop/${from}`, to: `shop/${to}`, service: `shop/${to}` };
  return ['source', 'destination'].flatMap((reporter) => {
    const own = { ...base, reporter };
    return [
      sample('requests', own, rate),
      sample('latency', own, rate * latency),
      ...(errors > 0 ? [failure(own, outcome, errors)] : []),
    ];
  });
}

const ends = (id: string | undefined) =>
  id
    ?.replace(/wl\/Kubernetes\/shop\//g, '')
    .split('|')
    .slice(0, 2)
    .join(' → ');

test('three red edges in a row are one problem, at the last of them', () => {
  const graph = graphOf([
    ...call('edge', 'web', { rate: 100, errors: 9 }),
    ...call('web', 'cart', { rate: 50, errors: 9 }),
    ...call('cart', 'store', { rate: 20, errors: 10 }),
  ]);
  const [only, ...others] = walk({ graph, snapshot });
  expect(others).toEqual([]);
  expect(only?.cause?.code).toBe('application-errors');
  expect(only?.edges.map(ends)).toEqual(['cart → store']);
  expect(only?.affected.map(ends).sort()).toEqual(['edge → web', 'web → cart']);
  expect(only).toMatchObject({ rate: 10, reaches: 9 });
  expect(only?.callers).toHaveLength(3);
});

test('what is passed on from an edge that is tolerated is followed to where it comes from', () => {
  const graph = graphOf([
    ...call('edge', 'web', { rate: 100, errors: 30 }),
    ...call('web', 'cart', { rate: 50, errors: 20 }),
  ]);
  // Without the edge that it comes from in the list, as where its namespace tolerates errors.
  const edges = graph.edges.map((edge) =>
    ends(edge.id) === 'web → cart'
      ? { ...edge, health: { ...edge.health, status: 'healthy' as const } }
      : edge,
  );
  const [only] = walk({ graph: { ...graph, edges }, snapshot });
  expect(only?.cause?.code).toBe('application-errors');
  expect(only?.edges.map(ends)).toEqual(['web → cart']);
  expect(only?.affected.map(ends)).toEqual(['edge → web']);
});

test('of a chain that became slow the one that takes the time is told', () => {
  const chain = (latency: number) => [
    ...call('edge', 'web', { rate: 10, latency: 20 + latency }),
    ...call('web', 'cart', { rate: 10, latency: 10 + latency }),
    ...call('cart', 'store', { rate: 10, latency }),
  ];
  const [only, ...others] = walk({ graph: graphOf(chain(400)), past: [graphOf(chain(5))], snapshot });
  expect(others).toEqual([]);
  expect(only?.diagnosis.symptom.kind).toBe('slow');
  expect(only?.cause).toMatchObject({ code: 'callee-slow', culprit: { object: { name: 'store' } } });
  expect(only?.affected).toHaveLength(2);
});

test('where a chain fell silent its beginning is told', () => {
  const all = [...call('edge', 'web', { rate: 10 }), ...call('web', 'cart', { rate: 10 })];
  const [only, ...others] = walk({ graph: graphOf([]), past: [graphOf(all)], snapshot });
  expect(others).toEqual([]);
  expect(only?.diagnosis.symptom).toMatchObject({ kind: 'stopped', now: 0, before: 10 });
  expect(only?.edges.map(ends)).toEqual(['edge → web']);
});

test('of edges that became slow for one reason the busiest is told, and of what stopped what is missing', () => {
  const calls = (latency: number) => [
    ...call('cart', 'store', { rate: 2, latency }),
    ...call('web', 'store', { rate: 30, latency }),
  ];
  const [slow] = walk({ graph: graphOf(calls(900)), past: [graphOf(calls(5))], snapshot });
  expect(slow?.edges.map(ends)).toEqual(['web → store', 'cart → store']);
  expect([ends(slow?.diagnosis.edge), slow?.rate]).toEqual(['web → store', 32]);
  // The window still holds some of it.
  const [now, before] = [0.1, 10].map((rate) => graphOf(call('edge', 'web', { rate })));
  const [stopped] = walk({ graph: now ?? graphOf([]), past: before === undefined ? [] : [before], snapshot });
  expect(stopped).toMatchObject({ diagnosis: { symptom: { kind: 'stopped' } }, rate: 10, reaches: 10 });
});

test('a mesh that is as it was has no problem', () => {
  const graph = graphOf(call('edge', 'web', { rate: 10 }));
  expect(walk({ graph, past: [graph], snapshot })).toEqual([]);
});

test('what is silent at this hour every day has not stopped', () => {
  const before = graphOf(call('edge', 'web', { rate: 10 }));
  const quiet = graphOf(call('edge', 'web', { rate: 0.001 }));
  expect(walk({ graph: graphOf([]), past: [before, quiet], snapshot })).toEqual([]);
  expect(walk({ graph: graphOf([]), past: [before, before], snapshot })).toHaveLength(1);
});

test('what is slow at this hour every day has not become slow', () => {
  const graph = graphOf(call('edge', 'web', { rate: 10, latency: 900 }));
  const past = [20, 800].map((latency) => graphOf(call('edge', 'web', { rate: 10, latency })));
  expect(walk({ graph, past, snapshot })).toEqual([]);
  expect(walk({ graph, past: past.slice(0, 1), snapshot })).toHaveLength(1);
});

test('who sends now and then is not told to have stopped by its last moments alone', () => {
  const graph = graphOf(call('edge', 'web', { rate: 10 }));
  const [edge] = graph.edges;
  if (edge === undefined) throw new Error('one call makes one edge');
  const lately = { span: seconds.parse(45), rates: new Map([[edge.id, { source: 0 }]]), failed: null };
  expect(walk({ graph, snapshot, lately })).toEqual([]);
});

test('what ends without a host now has not stopped of itself', () => {
  const astray: Call = { from: 'shop/edge', to: null, service: 'unknown' };
  const now = graphOf([sample('requests', astray, 10), failure(astray, '404 NR', 10)]);
  const past = [graphOf(call('edge', 'web', { rate: 10 }))];
  const kinds = walk({ graph: now, past, snapshot }).map(({ diagnosis }) => diagnosis.symptom.kind);
  expect(kinds).toEqual(['errors']);
});

test('what waits for a host that fails is hurt by it, and no problem of its own', () => {
  const all = (latency: number, errors: number) => [
    ...call('edge', 'web', { rate: 50, latency: 20 + latency / 2 }),
    ...call('web', 'cart', { rate: 20, latency: 10 + latency }),
    ...call('cart', 'store', { rate: 20, errors, latency }),
  ];
  const [only, ...others] = walk({ graph: graphOf(all(900, 10)), past: [graphOf(all(5, 0))], snapshot });
  expect(others.map(({ cause }) => cause?.code)).toEqual(['callee-slow']);
  expect(only?.diagnosis.symptom.kind).toBe('errors');
  expect(only?.affected.map(ends).sort()).toEqual(['edge → web', 'web → cart']);
  expect(only?.callers).toHaveLength(3);
});

test('of a chain that waits for what nobody times one is told, with those before it', () => {
  const all = (latency: number) => [
    ...call('edge', 'web', { rate: 10, latency: 20 + latency }),
    ...call('web', 'cart', { rate: 10, latency: 10 + latency }),
  ];
  const told = walk({
    graph: graphOf([...all(900), ...call('cart', 'store', { rate: 10, latency: 900 })]),
    past: [graphOf(all(5))],
    snapshot,
  });
  expect(told.map(({ edges }) => edges.map(ends))).toEqual([['web → cart']]);
  expect(told[0]?.affected.map(ends)).toEqual(['edge → web']);
});

test('what fails now counts, not what the window still holds of it', () => {
  const graph = graphOf([
    ...call('edge', 'web', { rate: 100, errors: 2 }),
    ...call('web', 'cart', { rate: 100, errors: 1 }),
    ...call('web', 'store', { rate: 100, errors: 3 }),
  ]);
  const rates = new Map(graph.edges.map(({ id }) => [id, { source: 100 }]));
  const failed = new Map(graph.edges.map(({ id }) => [id, { source: ends(id) === 'web → cart' ? 90 : 3 }]));
  const lately = { span: seconds.parse(45), rates, failed };
  const [worst] = walk({ graph, snapshot, lately });
  expect(worst?.edges.map(ends)).toEqual(['web → cart']);
  expect(worst?.rate).toBe(90);
  expect(worst?.diagnosis.symptom).toMatchObject({ rate: 90, share: 0.9 });
});

test('what is slow for the same reason as what fails is part of that problem', () => {
  const faulty = mesh([
    ...names.flatMap((name) => [...workload('shop', name), service('shop', name)]),
    virtualService('shop', 'cart', [
      {
        fault: {
          abort: { httpStatus: 500, percentage: { value: 20 } },
          delay: { fixedDelay: '2s', percentage: { value: 20 } },
        },
        route: [{ destination: { host: 'cart' } }],
      },
    ]),
  ]);
  const aborted: Call = { from: 'shop/web', to: null, service: 'shop/cart' };
  const held: Call = { from: 'shop/web', to: 'shop/cart', service: 'shop/cart' };
  const now = testGraph(faulty, [
    ...call('web', 'cart', { rate: 20, latency: 400 }),
    failure(held, '200 DI', 2),
    sample('requests', aborted, 4),
    failure(aborted, '500 FI', 4),
  ]);
  const past = testGraph(faulty, call('web', 'cart', { rate: 20, latency: 5 }));
  const [only, ...others] = walk({ graph: now, past: [past], snapshot: faulty });
  expect(others).toEqual([]);
  expect(only?.cause?.code).toBe('fault-injected');
  expect(only?.affected.map(ends)).toEqual(['web → cart']);
});
