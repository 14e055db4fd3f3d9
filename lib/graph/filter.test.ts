import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { forViewer, inNamespaces } from './filter.ts';
import { trafficGraph } from './model.ts';
import { withServiceNodes } from './service-nodes.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from './testing/mesh.ts';
import { type Call, failure, sample } from './testing/traffic.ts';

const snapshot = mesh([
  ...workload('shop', 'frontend'),
  ...workload('treasury', 'vault-v1', { app: 'vault', version: 'v1' }),
  ...workload('treasury', 'vault-v2', { app: 'vault', version: 'v2' }),
  ...workload('shop', 'cart'),
  service('treasury', 'vault'),
  service('shop', 'cart'),
  subsets('treasury', 'vault', ['v1', 'v2']),
  virtualService('treasury', 'vault.treasury.svc.cluster.local', [splitBy('vault', { v1: 50, v2: 50 })]),
]);

const names: readonly (string | null)[] = [
  'shop/frontend',
  'shop/cart',
  'treasury/vault-v1',
  'treasury/vault-v2',
  null,
];
const services: readonly (string | null)[] = ['shop/cart', 'treasury/vault', null];

const graphOf = (calls: readonly Call[]) =>
  testGraph(
    snapshot,
    calls.flatMap((call) => [
      sample('requests', call, 10),
      failure(call, '503 UH', 1),
      sample('requests', { ...call, protocol: 'odd' }, 1),
    ]),
    {
      live: false,
      findings: [
        {
          code: 'WEFT0001',
          level: 'error',
          object: {
            cluster: [...snapshot.clusters.keys()][0] ?? ('' as never),
            group: '',
            kind: 'Service',
            namespace: 'treasury',
            name: 'vault',
          },
          path: '',
          args: {},
        },
      ],
    },
  );

const opaque = (id: string): string => {
  let hash = 7;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_000_007;
  return String(hash);
};
const viewer = { namespaces: new Set(['shop']), opaque };

const anyCalls = fc.array(
  fc.record({
    from: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
    service: fc.constantFrom(...services),
    reporter: fc.constantFrom('source', 'destination'),
  }),
  { maxLength: 12 },
);

test('nothing that is called by a name of a namespace the viewer may not read is told', () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      for (const graph of [
        forViewer(graphOf(calls), viewer),
        withServiceNodes(forViewer(graphOf(calls), viewer), snapshot),
      ]) {
        const text = JSON.stringify(graph);
        expect(text).not.toContain('treasury');
        expect(text).not.toContain('vault');
        trafficGraph.parse(graph);
      }
    }),
  );
});

test('every edge a viewer sees has both ends, and one of them is theirs', () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      const graph = forViewer(graphOf(calls), viewer);
      const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
      expect(nodes.size).toBe(graph.nodes.length);
      for (const edge of graph.edges) {
        const ends = [nodes.get(edge.source), nodes.get(edge.target)];
        expect(ends).not.toContain(undefined);
        expect(ends.some((node) => node?.namespace === 'shop')).toBe(true);
      }
    }),
  );
});

test('a peer out of sight stays, without name, findings or split; ids repeat', () => {
  const calls: Call[] = [{ from: 'shop/frontend', to: 'treasury/vault-v1', service: 'treasury/vault' }];
  const graph = forViewer(graphOf(calls), viewer);
  expect(graph.nodes.find(({ kind }) => kind === 'inaccessible')).toMatchObject({ name: '', object: null });
  expect(graph.edges).toMatchObject([
    { service: null, split: null, findings: { error: 0, warning: 0, info: 0 } },
  ]);
  expect(graph.edges[0]?.reports.source?.rate).toBe(10);
  expect(forViewer(graphOf(calls), viewer)).toEqual(graph);
  expect(graphOf(calls).edges[0]?.split).not.toBeNull();
});

test('who may read everything gets the graph as it is', () => {
  const graph = graphOf([{ from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' }]);
  expect(forViewer(graph, { namespaces: null, opaque })).toBe(graph);
});

test('a chosen namespace keeps its neighbours and drops what is between others', () => {
  const graph = graphOf([
    { from: 'shop/frontend', to: 'treasury/vault-v1', service: 'treasury/vault' },
    { from: 'treasury/vault-v1', to: 'treasury/vault-v2', service: 'treasury/vault' },
  ]);
  const chosen = inNamespaces(graph, new Set(['shop']));
  expect(chosen.edges.length).toBe(1);
  expect(chosen.nodes.map(({ name }) => name)).toEqual(['cart', 'frontend', 'vault-v1']);
  expect(inNamespaces(graph, new Set())).toBe(graph);
});

test('a service node stands between callers and workloads, and its sums are those of its edges', () => {
  const graph = graphOf([
    { from: 'shop/frontend', to: 'treasury/vault-v1', service: 'treasury/vault' },
    { from: 'shop/frontend', to: 'treasury/vault-v2', service: 'treasury/vault' },
    { from: 'shop/cart', to: 'treasury/vault-v2', service: 'treasury/vault' },
    { from: 'shop/frontend', to: null, service: 'treasury/vault' },
  ]);
  const shown = withServiceNodes(graph, snapshot);
  const rates = shown.edges.map(({ source, target, reports }) => [source, target, reports.source?.rate]);
  const [frontend, cart] = ['wl/Kubernetes/shop/frontend', 'wl/Kubernetes/shop/cart'];
  const [vault, v1, v2] = [
    'svc/Kubernetes/treasury/vault',
    'wl/Kubernetes/treasury/vault-v1',
    'wl/Kubernetes/treasury/vault-v2',
  ];
  expect(rates).toEqual([
    [vault, v1, 10],
    [vault, v2, 20],
    [cart, vault, 10],
    [frontend, vault, 30],
  ]);
  expect(shown.nodes.find(({ id }) => id === vault)?.object?.kind).toBe('Service');
  expect(new Set(shown.nodes.map(({ id }) => id)).size).toBe(shown.nodes.length);
});
