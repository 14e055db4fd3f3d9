import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { changesOf, graphChange } from './compare.ts';
import { diffGraphs } from './diff.ts';
import { inNamespaces } from './filter.ts';
import { complete } from './find/complete.ts';
import { hide, match } from './find/match.ts';
import { parseExpression } from './find/parse.ts';
import { quotedWhereNeeded } from './find/print.ts';
import { focusOn } from './focus.ts';
import { type TrafficGraph, trafficGraph } from './model.ts';
import { withServiceNodes } from './service-nodes.ts';
import { graphSummary } from './summary.ts';
import {
  hostileNames,
  hostileObjects,
  hostileSamples,
  hostileText,
  leavesNoMark,
} from './testing/hostile.ts';
import { mesh } from './testing/mesh.ts';
import { drawnOf } from './view/testing/view.ts';
import { reasonText, whyNoEdge } from './why-no-edge.ts';

const runs = { numRuns: 60 };

function built(samples: readonly TrafficSample[], objects: Parameters<typeof mesh>[0]) {
  const snapshot = mesh(objects);
  const graph = testGraph(snapshot, samples, { at: epochSeconds.parse(1_763_722_000) });
  return { graph, snapshot };
}

/** Whole by the model, every id once, every end there, and no larger than its elements can be. */
function isSound(graph: TrafficGraph): void {
  const read = trafficGraph.parse(JSON.parse(JSON.stringify(graph)));
  expect(read.nodes).toHaveLength(graph.nodes.length);
  const nodes = new Set<string>(graph.nodes.map(({ id }) => id));
  expect(nodes.size).toBe(graph.nodes.length);
  expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(graph.edges.length);
  for (const { source, target } of graph.edges)
    expect([nodes.has(source), nodes.has(target)]).toEqual([true, true]);
  const elements = graph.nodes.length + graph.edges.length + graph.unplaced.length;
  expect(JSON.stringify(graph).length).toBeLessThan(16_000 * (elements + 1));
}

test('property: a graph of hostile labels is sound, and the same whatever the order of its rows', () => {
  fc.assert(
    fc.property(hostileSamples, hostileObjects, (samples, objects) => {
      const { graph, snapshot } = leavesNoMark(() => built(samples, objects));
      isSound(graph);
      isSound(withServiceNodes(graph, snapshot));
      expect(built([...samples].reverse(), objects).graph.nodes.map(({ id }) => id)).toEqual(
        graph.nodes.map(({ id }) => id),
      );
    }),
    runs,
  );
});

test('names that only together read alike are two nodes', () => {
  const call = (namespace: string, workload: string) => ({
    measure: 'requests' as const,
    value: 1,
    labels: {
      reporter: 'source',
      source_workload_namespace: namespace,
      source_workload: workload,
      destination_workload_namespace: 'shop',
      destination_workload: 'cart',
      destination_service: 'cart.shop.svc.cluster.local',
      request_protocol: 'http',
    },
  });
  const { graph } = built([call('a/b', 'c'), call('a', 'b/c'), call('a%2Fb', 'c')], []);
  expect(graph.nodes).toHaveLength(4);
  expect(graph.edges).toHaveLength(3);
});

test.each(['workload', 'app', 'versionedApp', 'service'] as const)(
  'property: a view of hostile labels by %s is sound',
  (graphType) => {
    fc.assert(
      fc.property(hostileSamples, hostileObjects, (samples, objects) => {
        const options = { graphType, idleNodes: true, serviceNodes: graphType !== 'service', labels: true };
        const { graph } = leavesNoMark(() => drawnOf(samples, { snapshot: mesh(objects), options }));
        isSound(graph);
      }),
      runs,
    );
  },
);

test('property: finding, hiding, focusing and comparing hold with hostile names', () => {
  fc.assert(
    fc.property(hostileSamples, hostileSamples, hostileText, (some, others, text) => {
      const [{ graph }, { graph: later }] = [built(some, []), built(others, [])];
      leavesNoMark(() => {
        for (const node of graph.nodes.slice(0, 3)) {
          const quoted = quotedWhereNeeded(node.name);
          const parsed = parseExpression(`name = ${quoted} or not failing`);
          if (parsed.ok && parsed.value) isSound(hide(graph, match(graph, parsed.value)));
          isSound(focusOn(graph, node.id, 2));
          const written = parseExpression(`name = ${quoted}`);
          if (/^[^\p{C}\p{Z}]+$/u.test(node.name) && quoted.length < 400) {
            expect(written.ok && written.value && match(graph, written.value).nodes).toContain(node.id);
          }
        }
        const parsed = parseExpression(text.slice(0, 500));
        expect(parsed.ok || parsed.error.message.length < 1000).toBe(true);
        expect(complete(text.slice(0, 500), 3, graph).suggestions.length).toBeLessThan(1000);
        isSound(inNamespaces(graph, new Set([text])));
        for (const change of changesOf(diffGraphs(graph, later))) graphChange.parse(change);
      });
    }),
    runs,
  );
});

test('property: why there is no edge is told in bounded words', () => {
  fc.assert(
    fc.property(hostileSamples, hostileObjects, (samples, objects) => {
      const { graph, snapshot } = built(samples, objects);
      const [from, to] = [graph.nodes[0], graph.nodes.at(-1)];
      if (!from || !to) return;
      const { reasons } = leavesNoMark(() =>
        whyNoEdge({ from: to, to: from, graph, shown: graph, snapshot }),
      );
      for (const reason of reasons) {
        const { title, cause, cure } = reasonText(reason);
        expect(`${title}${cause}${cure}`.length).toBeLessThan(5000);
      }
    }),
    runs,
  );
});

test('property: a summary is Markdown of so many lines, and names stand in code that they cannot leave', () => {
  fc.assert(
    fc.property(hostileSamples, hostileObjects, (samples, objects) => {
      const { graph } = built(samples, objects);
      const bad = graph.edges.map((edge) => ({
        ...edge,
        health: { ...edge.health, status: 'failing' as const },
      }));
      const text = graphSummary(
        { ...graph, edges: bad },
        { namespaces: graph.nodes.map(({ name }) => name) },
      );
      expect(text.length).toBeLessThan(50_000);
      const rows = text.split('\n').filter((line) => line.startsWith('|'));
      expect(rows).toHaveLength(bad.length === 0 ? 0 : bad.length + 2);
      const outside = text.replace(/`[^`\n]*`/g, '');
      expect(outside).not.toMatch(
        /[`]|<(?! 0\.1 %)|[\u202a-\u202e\u2066-\u2069]|javascript|script|@everyone/,
      );
      // A bar within code would still be a border of a cell.
      for (const row of rows) expect(row.match(/\|/g)).toHaveLength(9);
    }),
    runs,
  );
});

test('every hostile name is drawn somewhere', () => {
  const { graph } = built(
    hostileNames.map((name) => ({
      measure: 'requests' as const,
      value: 1,
      labels: {
        reporter: 'source',
        source_workload_namespace: 'shop',
        source_workload: name,
        destination_workload_namespace: name,
        destination_workload: 'cart',
        destination_service: 'cart.shop.svc.cluster.local',
        request_protocol: 'http',
      },
    })),
    [],
  );
  // `unknown` is telemetry's word for what it does not know.
  expect(graph.edges.length + graph.unplaced.reduce((sum, { series }) => sum + series, 0)).toBe(
    hostileNames.length,
  );
  expect(graph.nodes.filter(({ namespace }) => namespace === '__proto__')).toHaveLength(1);
});
