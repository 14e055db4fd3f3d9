import type { AskedGraph, GraphTypeName, ShownGraph } from '#lib/url/asked-graph.ts';
import type { GraphType } from './identify.ts';
import type { ViewOptions } from './options.ts';

const types: Record<Exclude<GraphTypeName, 'mesh'>, GraphType> = {
  workload: 'workload',
  app: 'app',
  'versioned-app': 'versionedApp',
  service: 'service',
};

/** The label by which Istio's request classification tells operations apart. */
const operationLabel = 'request_operation';

/** What of a view is for who asks to choose. */
export type AskedOptions = Omit<ViewOptions, 'readable' | 'health' | 'soleCluster'>;

/** The options of the view that is asked for; null where it is the graph of the mesh. */
export function askedOptions({ asked, namespaces, services }: ShownGraph): AskedOptions | null {
  if (asked.graph === 'mesh') return null;
  return {
    graphType: types[asked.graph],
    namespaces: new Set(namespaces),
    focus: null,
    rates: { http: asked.http, grpc: asked.grpc, tcp: asked.tcp },
    ambientTraffic: asked.ambient,
    serviceNodes: services,
    idleEdges: false,
    latency: null,
    throughput: null,
    serviceEntries: true,
    deadNodes: true,
    idleNodes: asked.idle,
    workloadEntries: true,
    membership: true,
    configBadges: false,
    labels: false,
    security: false,
    operations: operationsOf(asked),
    // What returns from a waypoint is an edge of its own: folded into the one there its numbers would be lost.
    waypoints: asked.waypoints ? 'plain' : 'hidden',
    boxBy: [],
  };
}

/** Between services there is no place for operations. */
const operationsOf = ({ graph, operations }: AskedGraph): string | null =>
  operations && graph !== 'service' ? operationLabel : null;
