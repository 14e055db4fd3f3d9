import { epochSeconds, seconds } from '#lib/core/units.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { defaultTolerances } from '#lib/health/tolerance.ts';
import type { ToleranceRule } from '#lib/health/tolerance-config.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { FlowMeasure } from '#lib/prom/queries/flows.ts';
import type { Labels, TrafficSample } from '#lib/prom/series.ts';
import { type TrafficGraph, trafficGraph } from '../../model.ts';
import { mesh } from '../../testing/mesh.ts';
import { type Call, labelsOf } from '../../testing/traffic.ts';
import { buildView, type View } from '../build-view.ts';
import { drawView } from '../draw-view.ts';
import type { FlowSample } from '../flow.ts';
import type { HealthOptions, ViewOptions } from '../options.ts';
import { trafficOf } from '../traffic.ts';

/** A row of a query of flows: a success unless the labels say otherwise. For tests. */
export const flow = (
  call: Call,
  value: number,
  labels: Labels = {},
  measure: FlowMeasure = 'requests',
): FlowSample => ({
  measure,
  value,
  labels: { ...labelsOf(call), response_code: '200', response_flags: '-', ...labels },
});

/** The same traffic as both proxies report it. */
export const bothReport = (call: Call, value: number, labels: Labels = {}): FlowSample[] => [
  flow({ ...call, reporter: 'source' }, value, labels),
  flow({ ...call, reporter: 'destination' }, value, labels),
];

const plain: ViewOptions = {
  graphType: 'workload',
  namespaces: new Set(),
  focus: null,
  rates: { http: 'requests', grpc: 'requests', tcp: 'sent' },
  ambientTraffic: 'none',
  serviceNodes: false,
  idleEdges: false,
  latency: null,
  throughput: null,
  serviceEntries: false,
  deadNodes: false,
  idleNodes: false,
  workloadEntries: false,
  membership: false,
  configBadges: false,
  labels: false,
  security: false,
  operations: null,
  waypoints: 'plain',
  boxBy: [],
  health: null,
  soleCluster: null,
  readable: () => true,
};

/** Weft's own tolerances for everything, and nothing known of proxies. */
export const ownTolerances: HealthOptions = {
  tolerancesFor: () => defaultTolerances,
  syncedProxies: () => null,
};

/** A view of five minutes, with nothing on it but what `more` asks for. */
export function viewOf(
  samples: readonly FlowSample[],
  more: Partial<ViewOptions> = {},
  snapshot: MeshSnapshot = mesh([]),
): View {
  const options = { ...plain, ...more };
  return buildView({ samples, snapshot, window: seconds.parse(300), options });
}

interface Drawing {
  readonly options?: Partial<ViewOptions>;
  readonly snapshot?: MeshSnapshot;
  readonly flows?: readonly FlowSample[];
  readonly toleranceRules?: readonly ToleranceRule[];
  /** The graph of the mesh, where it is not that of the rows alone. */
  readonly graph?: TrafficGraph;
}

/** A view and the graph of the mesh of the same rows of five minutes, as the model accepts them. */
export function drawnOf(
  samples: readonly TrafficSample[],
  { options = {}, snapshot = mesh([]), flows = [], toleranceRules = [], graph: given }: Drawing = {},
) {
  const built = testGraph(snapshot, samples, { at: epochSeconds.parse(1000), toleranceRules });
  const graph = given ?? built;
  const asked = { ...plain, ambientTraffic: 'total', ...options } as const;
  const drawn = drawView({ options: asked, graph, snapshot, samples, flows, toleranceRules });
  return { mesh: graph, view: drawn.view, graph: trafficGraph.parse(drawn.graph) };
}

/** The edges of a view in short: `source -> target protocol rate`. */
export const edgesOf = (view: View): string[] =>
  view.edges
    .map(({ source, target, protocol, responses }) => {
      const { rate } = trafficOf(protocol, responses.values());
      return `${source} -> ${target} ${protocol} ${Number(rate.toFixed(6))}`.replaceAll('/Kubernetes/', '/');
    })
    .sort();

/** One node of a view by the end of its id. */
export function nodeOf(view: View, end: string) {
  const found = view.nodes.filter(({ id }) => id.endsWith(end));
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) throw new Error(`${found.length} nodes end with ${end}`);
  return only;
}
