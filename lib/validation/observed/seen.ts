import { type EdgeWay, wayOf } from '#lib/graph/declared/edge-way.ts';
import { actingReporter, type Sent } from '#lib/graph/declared/observed.ts';
import type { GraphEdge, GraphNode, Protocol, Reporter, TrafficGraph } from '#lib/graph/model.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt } from '#lib/mesh/workloads.ts';
import type { Bucket } from '#lib/prom/bucket-quantile.ts';

/** What one caller sends to one host in one protocol, wherever it ends, and the way that is declared for it. */
export interface Sending {
  readonly source: GraphNode;
  readonly caller: Workload;
  /** Full name. */
  readonly host: string;
  readonly protocol: Protocol;
  readonly edges: readonly GraphEdge[];
  readonly targets: readonly GraphNode[];
  /** All of it, for what is counted by flags. */
  readonly sent: Sent;
  /** The proxy that acts for the caller and tells of it. */
  readonly reporter: Reporter;
  /** Requests or connections that it told of in the window. */
  readonly count: number;
  readonly way: EdgeWay;
}

/** What arrives at a workload over one edge. `caller` null where its proxy is none, or not known. */
export interface Arrival {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly caller: Workload | null;
  readonly target: GraphNode;
  readonly callee: Workload;
}

/** What a refresh showed of the traffic that the workloads of a cluster send and get. What was not measured is not in it. */
export interface Seen {
  readonly graph: TrafficGraph;
  readonly sendings: readonly Sending[];
  readonly arrivals: readonly Arrival[];
  /** Requests per second by what their callers waited, in milliseconds, of the hosts that were asked about, by full name. */
  readonly durations: ReadonlyMap<string, readonly Bucket[]>;
}

interface Ends {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
}

const everything = () => true;

/** What a graph shows of one of its clusters. */
export function seenIn(
  graph: TrafficGraph,
  cluster: ClusterSnapshot,
  mesh: MeshSnapshot,
  durations: Seen['durations'] = new Map(),
): Seen {
  const nodes = new Map<string, GraphNode>(graph.nodes.map((node) => [node.id, node]));
  const ends = graph.edges.flatMap((edge): Ends[] => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    return source === undefined || target === undefined ? [] : [{ edge, source, target }];
  });
  const own = ends.filter(({ source }) => source.cluster === cluster.id && source.kind === 'workload');
  const arriving = ends.filter(({ target }) => target.cluster === cluster.id && target.kind === 'workload');
  return {
    graph,
    sendings: [...Map.groupBy(own, addressed).values()].flatMap((same) => sendingOf(same, mesh) ?? []),
    arrivals: arriving.flatMap((each) => {
      const callee = workloadOf(each.target, mesh);
      return callee === null ? [] : [{ ...each, callee, caller: workloadOf(each.source, mesh) }];
    }),
    durations,
  };
}

const addressed = ({ edge: { service, protocol }, source, target }: Ends): string =>
  `${source.id}|${protocol}|${service === null ? target.id : `${service.cluster}/${service.host}`}`;

function sendingOf(same: readonly Ends[], mesh: MeshSnapshot): Sending | null {
  const [first] = same;
  if (first === undefined) return null;
  const { source, edge } = first;
  const caller = workloadOf(source, mesh);
  const edges = same.map((each) => each.edge);
  const sent = { edge, unplaced: edges.slice(1), all: edges };
  const reporter = actingReporter(sent);
  if (caller === null || reporter === null) return null;
  const way = wayOf(edge, { source, target: wholeHost(first) }, mesh, everything);
  if (way === null) return null;
  const counts = edges.map(({ reports }) => reports[reporter]?.count ?? 0);
  const count = counts.reduce((sum, each) => sum + each, 0);
  const targets = same.map(({ target }) => target);
  return {
    source,
    caller,
    host: way.host,
    protocol: edge.protocol,
    edges,
    targets,
    sent,
    reporter,
    count,
    way,
  };
}

/** The service itself in place of one of the workloads behind it: what is declared for all that is sent there. */
function wholeHost({ edge: { service }, target }: Ends): GraphNode {
  if (service === null) return target;
  return { ...target, kind: 'service', namespace: service.namespace, name: service.name };
}

function workloadOf({ kind, cluster, namespace, name }: GraphNode, mesh: MeshSnapshot): Workload | null {
  const own = mesh.clusters.get(cluster);
  return kind !== 'workload' || own === undefined ? null : workloadAt(own, namespace ?? '', name);
}
