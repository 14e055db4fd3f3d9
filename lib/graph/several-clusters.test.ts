import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { boxesOf } from './boxes.ts';
import type { TrafficGraph } from './model.ts';
import { severalClusters } from './several-clusters.ts';
import { clusters, service, workload } from './testing/mesh.ts';
import { type Call, failure, sample } from './testing/traffic.ts';
import { drawnOf } from './view/testing/view.ts';
import { viewEdgeMatchers } from './view/view-matchers.ts';

const objects = (ready: boolean) => [
  ...workload('shop', 'frontend'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1', ready }),
  service('shop', 'reviews'),
];
const snapshot = clusters({ east: objects(true), west: objects(false) });

const call = (from: string, to: string): Call => ({
  from: 'shop/frontend',
  to: 'shop/reviews-v1',
  service: 'shop/reviews',
  more: { source_cluster: from, destination_cluster: to },
});

/** The same names in both clusters; one cluster calls the other too, and in one of them calls fail. */
const samples = [
  sample('requests', call('east', 'east'), 4),
  sample('requests', call('west', 'west'), 2),
  failure(call('west', 'west'), '503 UF', 1),
  sample('requests', call('east', 'west'), 1),
];

const short = ({ edges }: TrafficGraph) =>
  edges.map(({ source, target, service: of, health, reports }) => [
    source.split('/')[1],
    target.split('/')[1],
    of?.cluster,
    reports.source?.rate,
    health.status,
  ]);

const expected = [
  ['east', 'east', 'east', 4, 'healthy'],
  ['east', 'west', 'west', 1, 'healthy'],
  ['west', 'west', 'west', 2, 'failing'],
];

test('two clusters of the same names are two of everything on the graph of the mesh', () => {
  const { mesh } = drawnOf(samples, { snapshot });
  expect(short(mesh)).toEqual(expected);
  expect(mesh.nodes.map(({ cluster, name, health }) => [cluster, name, health.rule])).toEqual([
    ['east', 'frontend', null],
    ['east', 'reviews-v1', null],
    ['west', 'frontend', null],
    ['west', 'reviews-v1', 'pods-not-ready'],
  ]);
  const boxes = new Set(mesh.nodes.flatMap((node) => boxesOf(node, ['cluster', 'namespace', 'app'])));
  expect(boxes.size).toBe(2 + 2 + 4);
  expect(severalClusters(mesh.nodes)).toBe(true);
});

test.each(['workload', 'app', 'versionedApp'] as const)('and in a view of %s', (graphType) => {
  const { graph } = drawnOf(samples, { snapshot, options: { graphType } });
  expect(short(graph)).toEqual(expected);
  expect(graph.nodes).toHaveLength(4);
});

test('a service is one for each cluster that serves it', () => {
  for (const options of [{ serviceNodes: true }, { graphType: 'service' }] as const) {
    const { graph } = drawnOf(samples, { snapshot, options });
    const services = graph.nodes.filter(({ kind }) => kind === 'service');
    const sentTo = (id: string) =>
      graph.edges
        .filter(({ target }) => target === id)
        .reduce((sum, { reports }) => sum + (reports.source?.rate ?? 0), 0);
    expect(services.map(({ cluster, id }) => [cluster, sentTo(id)])).toEqual([
      ['east', 4],
      ['west', 3],
    ]);
  }
});

test('callers whose cluster no proxy names are in none of several', () => {
  const nobody = { ...call('east', 'east'), from: null, reporter: 'destination' };
  const unnamed = sample('requests', nobody, 1, { source_cluster: '' });
  const { mesh, graph } = drawnOf([unnamed], { snapshot });
  for (const { edges } of [mesh, graph]) expect(edges[0]?.source).toBe('unknown/unknown');
});

test('one cluster needs no name, whatever callers it has that are in none', () => {
  const { mesh } = drawnOf([sample('requests', { ...call('', 'east'), from: null }, 1)], {
    snapshot: clusters({ east: objects(true) }),
  });
  expect(severalClusters([...mesh.nodes, { cluster: clusterId.parse('unknown') }])).toBe(false);
});

test('what is asked of one cluster says so, unless there is only one', () => {
  const { view } = drawnOf(samples, { snapshot, options: { serviceNodes: true } });
  const nodeIn = (cluster: string, kind: string) => {
    const found = view.nodes.find((node) => node.cluster === cluster && node.kind === kind);
    if (found === undefined) throw new Error(`no ${kind} in ${cluster}`);
    return found;
  };
  const [caller, called] = [nodeIn('east', 'workload'), nodeIn('west', 'service')];
  const named = (several: boolean) =>
    viewEdgeMatchers({ protocol: 'http' }, caller, called, { snapshot, clusters: several })
      .filter(({ label }) => label.endsWith('_cluster'))
      .map(({ label, value }) => `${label}=${value}`);
  expect(named(true)).toEqual(['source_cluster=east', 'destination_cluster=west']);
  expect(named(false)).toEqual([]);
});
