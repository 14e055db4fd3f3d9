import type { ClusterId, NodeId } from '#lib/core/ids.ts';
import { type PerSecond, perSecond } from '#lib/core/units.ts';
import type { GraphNode, HealthStatus, TrafficGraph } from './model.ts';

/** One namespace of a graph as a whole: what a box shows when it is closed. */
export interface NamespaceGroup {
  readonly cluster: ClusterId;
  readonly namespace: string;
  readonly nodes: readonly NodeId[];
  /** The worst status among its nodes and the edges that arrive at them. */
  readonly status: HealthStatus;
  readonly failing: number;
  readonly degraded: number;
  readonly findings: GraphNode['findings'];
  /** Requests per second over the border of the namespace, in and out; null where none is known. */
  readonly inRate: PerSecond | null;
  readonly outRate: PerSecond | null;
}

const severity: Readonly<Record<HealthStatus, number>> = {
  failing: 4,
  degraded: 3,
  unknown: 2,
  healthy: 1,
  idle: 0,
};

/** The worst of some statuses; idle where there is none. */
export const worstStatus = (statuses: Iterable<HealthStatus>): HealthStatus => {
  let worst: HealthStatus = 'idle';
  for (const status of statuses) if (severity[status] > severity[worst]) worst = status;
  return worst;
};

/** The namespaces of a graph, by cluster and name. Nodes without a namespace are in none. */
export function groupByNamespace(graph: TrafficGraph): readonly NamespaceGroup[] {
  const groupOf = new Map<NodeId, string>();
  const members = Map.groupBy(
    graph.nodes.filter((node) => node.namespace !== null),
    (node) => `${node.cluster}/${node.namespace}`,
  );
  for (const [key, nodes] of members) for (const { id } of nodes) groupOf.set(id, key);
  return [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, nodes]) => summarise(key, nodes, graph, groupOf) ?? []);
}

function summarise(
  key: string,
  nodes: readonly GraphNode[],
  graph: TrafficGraph,
  groupOf: ReadonlyMap<NodeId, string>,
): NamespaceGroup | null {
  const [first] = nodes;
  if (first === undefined || first.namespace === null) return null;
  const arriving = graph.edges.filter((edge) => groupOf.get(edge.target) === key);
  const leaving = graph.edges.filter((edge) => groupOf.get(edge.source) === key);
  const statuses = [...nodes, ...arriving].map(({ health }) => health.status);
  const rateOf = (edges: typeof arriving) => {
    const rates = edges.map(({ reports, shown }) => reports[shown]?.rate ?? null).filter((r) => r !== null);
    return rates.length === 0 ? null : perSecond.parse(rates.reduce((sum, rate) => sum + rate, 0));
  };
  const findings = { error: 0, warning: 0, info: 0 };
  for (const node of nodes) {
    for (const level of ['error', 'warning', 'info'] as const) findings[level] += node.findings[level] ?? 0;
  }
  return {
    cluster: first.cluster,
    namespace: first.namespace,
    nodes: nodes.map(({ id }) => id),
    status: worstStatus(statuses),
    failing: statuses.filter((status) => status === 'failing').length,
    degraded: statuses.filter((status) => status === 'degraded').length,
    findings,
    inRate: rateOf(arriving.filter((edge) => groupOf.get(edge.source) !== key)),
    outRate: rateOf(leaving.filter((edge) => groupOf.get(edge.target) !== key)),
  };
}
