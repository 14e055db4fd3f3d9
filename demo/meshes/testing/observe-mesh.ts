import { Engine } from '#demo/prometheus/promql/engine.ts';
import { SampleStore } from '#demo/prometheus/sample-store.ts';
import type { ConfigView } from '#demo/traffic/config/view.ts';
import { createSimulation } from '#demo/traffic/simulation.ts';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { groupOf, snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { toPromql } from '#lib/prom/promql.ts';
import { measureOfRow, meshWide } from '#lib/prom/queries/mesh-wide.ts';
import type { TrafficSample } from '#lib/prom/series.ts';

const startMs = Date.UTC(2026, 0, 5, 10);
const window = seconds.parse(300);
const scrapeMs = 15_000;
/** The first window in which the proxies have counted from its beginning on. */
const endMs = startMs + (window + 120) * 1000;

/** What Weft sees of a cluster that has lived for a few minutes: its objects, and the graph of the last five. */
export function observeMesh(objects: readonly KubeObject[]): {
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
} {
  const { cluster } = snapshotOfObjects(clusterId.parse('Kubernetes'), objects);
  const snapshot = { version: 1, clusters: new Map([[cluster.id, cluster]]) };
  const at = epochSeconds.parse(endMs / 1000);
  const graph = testGraph(snapshot, samplesAt(live(objects), endMs), {
    at,
    window,
    scrapeInterval: seconds.parse(scrapeMs / 1000),
  });
  return { graph, snapshot };
}

function live(objects: readonly KubeObject[]): SampleStore {
  const view = new Map<KindName, KubeObject[]>();
  for (const object of objects) {
    const kind = kindNameOf(groupOf(object.apiVersion), object.kind);
    if (kind !== null) view.set(kind, [...(view.get(kind) ?? []), object]);
  }
  const simulation = createSimulation({ seed: 1, startMs, stepMs: 5000, wave: 0, histograms: 'duration' });
  simulation.configure(view satisfies ConfigView);
  const store = new SampleStore({ scrapeIntervalSeconds: scrapeMs / 1000 });
  for (let time = startMs; time <= endMs; time += scrapeMs) {
    simulation.advance(time);
    store.scrape(time, simulation);
  }
  return store;
}

function samplesAt(store: SampleStore, timeMs: number): TrafficSample[] {
  const engine = new Engine({ store });
  return meshWide(window, 'up').flatMap(({ measure, query }) => {
    const { result } = engine.instant(toPromql(query.expr), timeMs);
    if (result.type !== 'vector') return [];
    const { labels: all, values } = result.vector;
    return all.flatMap((row, i) => {
      const labels = row.toRecord();
      const value = values[i] ?? Number.NaN;
      return Number.isFinite(value) ? [{ measure: measureOfRow(measure, labels), labels, value }] : [];
    });
  });
}
