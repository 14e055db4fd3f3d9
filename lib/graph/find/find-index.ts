import type { NodeId } from '#lib/core/ids.ts';
import type { GraphEdge, GraphNode, Protocol, TrafficGraph } from '../model.ts';
import { rankNodes } from '../rank.ts';
import { carriedMeasures, type MeasuredEdges } from './carried-measures.ts';
import type { NodeFacts } from './node-facts.ts';

/** Per second and by protocol: requests, for TCP bytes both ways. Null where no edge brings a number. */
export type Totals = Readonly<Record<Protocol, number | null>>;

/** What the edges of a node add up to. */
export interface NodeTraffic {
  readonly in: Totals;
  readonly out: Totals;
  readonly edgesIn: number;
  readonly edgesOut: number;
  /** Whether any of its edges carries traffic. */
  readonly busy: boolean;
}

/** A graph made ready for asking: each number that an operand adds up is added up once. */
export interface FindIndex {
  readonly graph: TrafficGraph;
  readonly nodes: ReadonlyMap<NodeId, GraphNode>;
  readonly traffic: ReadonlyMap<NodeId, NodeTraffic>;
  /** 1 is best; at most 100. */
  readonly rank: ReadonlyMap<NodeId, number>;
  /** What the configuration says of nodes; null where it was not brought along. */
  readonly facts: ReadonlyMap<NodeId, NodeFacts> | null;
  /** What Prometheus was asked about edges. */
  readonly measured: MeasuredEdges;
  /** Namespaces that were chosen; empty means all. */
  readonly namespaces: ReadonlySet<string>;
}

export interface FindContext {
  /** The ranks that are on the screen; by inbound edges where none are. */
  readonly ranks?: ReadonlyMap<NodeId, number> | null;
  readonly facts?: ReadonlyMap<NodeId, NodeFacts> | null;
  /** What was measured of edges, and what they carry of it on the screen. */
  readonly measured?: { readonly values: MeasuredEdges['values']; readonly labels: readonly string[] };
  readonly namespaces?: ReadonlySet<string>;
}

/** Requests per second of the shown reporter; for TCP bytes per second, both ways. Null: no data. */
export function amountOf({ protocol, reports, shown }: GraphEdge): number | null {
  const report = reports[shown];
  if (report === null) return null;
  if (protocol !== 'tcp') return report.rate;
  if (report.sentBytes === null && report.receivedBytes === null) return null;
  return (report.sentBytes ?? 0) + (report.receivedBytes ?? 0);
}

/** Whether an edge carried anything in the window. */
export function hasTraffic(edge: GraphEdge): boolean {
  return (amountOf(edge) ?? 0) > 0 || (edge.reports[edge.shown]?.count ?? 0) > 0;
}

type MutableTotals = Record<Protocol, number | null>;
interface MutableTraffic {
  in: MutableTotals;
  out: MutableTotals;
  edgesIn: number;
  edgesOut: number;
  busy: boolean;
}

const nothing = (): MutableTotals => ({ http: null, grpc: null, tcp: null });
const noTraffic = (): MutableTraffic => ({
  in: nothing(),
  out: nothing(),
  edgesIn: 0,
  edgesOut: 0,
  busy: false,
});

/** Prepares a graph; every edge is looked at once. */
export function findIndex(graph: TrafficGraph, context: FindContext = {}): FindIndex {
  const traffic = new Map(graph.nodes.map(({ id }) => [id, noTraffic()]));
  for (const edge of graph.edges) {
    const [from, to] = [traffic.get(edge.source), traffic.get(edge.target)];
    const busy = hasTraffic(edge);
    if (from !== undefined) addEdge(from, 'out', edge, busy);
    if (to !== undefined) addEdge(to, 'in', edge, busy);
  }
  return {
    graph,
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    traffic,
    rank: context.ranks ?? rankNodes(graph, 'inbound'),
    facts: context.facts ?? null,
    measured: {
      values: context.measured?.values ?? null,
      ...carriedMeasures(context.measured?.labels ?? []),
    },
    namespaces: context.namespaces ?? new Set(),
  };
}

function addEdge(node: MutableTraffic, side: 'in' | 'out', edge: GraphEdge, busy: boolean): void {
  const amount = amountOf(edge);
  const { protocol } = edge;
  if (amount !== null) node[side][protocol] = (node[side][protocol] ?? 0) + amount;
  if (side === 'in') node.edgesIn += 1;
  else node.edgesOut += 1;
  node.busy ||= busy;
}
