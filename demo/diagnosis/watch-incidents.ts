import type { Incident } from '#demo/incidents/incident.ts';
import type { DemoMesh } from '#demo/meshes/mesh.ts';
import { Engine } from '#demo/prometheus/promql/engine.ts';
import { SampleStore } from '#demo/prometheus/sample-store.ts';
import { createSimulation } from '#demo/traffic/simulation.ts';
import { clusterId } from '#lib/core/ids.ts';
import { chartStep } from '#lib/core/time.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { type Lately, latelyOf } from '#lib/diagnosis/lately.ts';
import type { Ask } from '#lib/diagnosis/read-telemetry.ts';
import { axisOf } from '#lib/graph/chart-series.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { groupOf, snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { type NamedQuery, toPromql } from '#lib/prom/promql.ts';
import { lately, latelyFailed } from '#lib/prom/queries/lately.ts';
import { measureOfRow, meshWide } from '#lib/prom/queries/mesh-wide.ts';
import type { MatrixRow, TrafficSample, VectorRow } from '#lib/prom/series.ts';
import { objectsOfIncidents } from './objects-of-incidents.ts';

const startMs = Date.UTC(2026, 0, 5, 10);
const window = seconds.parse(300);
const scrapeMs = 15_000;
/** Three scrapes: two values of a counter at least. */
const moments = seconds.parse(45);
/** Incidents begin when a whole window of health has been counted. */
const beganMs = startMs + 420_000;
/** The second poll, at 10 s each, after the first scrape that holds what an incident did. */
const pollMs = beganMs + scrapeMs + 20_000;

/** What Weft can know at one moment: the graph, the configuration, and what it may ask. */
export interface Watched {
  readonly graph: TrafficGraph;
  /** The graph of a whole window before the incidents began. */
  readonly before: TrafficGraph;
  readonly lately: Lately;
  readonly snapshot: MeshSnapshot;
  readonly ask: Ask;
}

/** Runs a mesh on a clock of its own, starts incidents in it, and looks at it at the second poll that can show them. */
export function watchIncidents(mesh: DemoMesh, incidents: readonly Incident[]): Watched {
  const { before, after } = objectsOfIncidents(mesh, incidents, new Date(beganMs).toISOString());
  const store = scraped(before, after);
  const { cluster } = snapshotOfObjects(clusterId.parse('Kubernetes'), after);
  const snapshot = { version: 1, clusters: new Map([[cluster.id, cluster]]) };
  const engine = new Engine({ store });
  const ask = (query: NamedQuery) => vector(engine, query, pollMs);
  const graph = graphAt(engine, snapshot, pollMs);
  return {
    graph,
    before: graphAt(engine, snapshot, beganMs),
    lately: latelyOf(ask(lately(moments)), ask(latelyFailed(moments)), moments, snapshot),
    snapshot,
    ask: {
      now: async (query) => ask(query),
      chart: async (query) => matrix(engine, query),
      axis: axisOf(epochSeconds.parse(chartEnd - 1800), epochSeconds.parse(chartEnd), step),
      rateWindow,
    },
  };
}

function graphAt(engine: Engine, snapshot: MeshSnapshot, timeMs: number): TrafficGraph {
  const samples = meshWide(window, 'up').flatMap(({ measure, query }) =>
    vector(engine, query, timeMs).flatMap(({ labels, value }): TrafficSample[] =>
      value === null ? [] : [{ measure: measureOfRow(measure, labels), labels, value }],
    ),
  );
  return testGraph(snapshot, samples, {
    at: epochSeconds.parse(timeMs / 1000),
    window,
    scrapeInterval: seconds.parse(scrapeMs / 1000),
  });
}

function scraped(before: readonly KubeObject[], after: readonly KubeObject[]): SampleStore {
  const simulation = createSimulation({ seed: 1, startMs, stepMs: 5000, wave: 0, histograms: 'duration' });
  const store = new SampleStore({ scrapeIntervalSeconds: scrapeMs / 1000 });
  simulation.configure(viewOf(before));
  for (let time = startMs; time <= pollMs; time += scrapeMs) {
    simulation.advance(time);
    store.scrape(time, simulation);
    if (time === beganMs) simulation.configure(viewOf(after));
  }
  return store;
}

function viewOf(objects: readonly KubeObject[]): ReadonlyMap<KindName, readonly KubeObject[]> {
  const view = new Map<KindName, KubeObject[]>();
  for (const object of objects) {
    const kind = kindNameOf(groupOf(object.apiVersion), object.kind);
    if (kind !== null) view.set(kind, [...(view.get(kind) ?? []), object]);
  }
  return view;
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

function vector(engine: Engine, query: NamedQuery, timeMs: number): readonly VectorRow[] {
  const { result } = engine.instant(toPromql(query.expr), timeMs);
  if (result.type !== 'vector') return [];
  const { labels, values } = result.vector;
  return labels.map((row, i) => ({ labels: row.toRecord(), value: finite(values[i]) }));
}

/** The range that Weft's charts have: the last half hour. */
const { step, rateWindow } = chartStep(seconds.parse(1800), seconds.parse(scrapeMs / 1000));
const chartEnd = Math.floor(pollMs / 1000 / step) * step;

function matrix(engine: Engine, query: NamedQuery): readonly MatrixRow[] {
  const end = chartEnd * 1000;
  const { result } = engine.range(toPromql(query.expr), end - 1_800_000, end, step * 1000);
  if (result.type !== 'matrix') return [];
  return result.rows.map(({ labels, times, values }) => ({
    labels: labels.toRecord(),
    points: times.map((time, i) => [epochSeconds.parse(time / 1000), finite(values[i])] as const),
  }));
}
