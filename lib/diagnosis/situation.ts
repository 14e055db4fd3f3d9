import { type EdgeWay, wayOf } from '#lib/graph/declared/edge-way.ts';
import { type Sent, sentWith } from '#lib/graph/declared/observed.ts';
import { edgeMatchers } from '#lib/graph/edge-selector.ts';
import type { GraphEdge, GraphNode, Reporter, ResponseRow, TrafficGraph } from '#lib/graph/model.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import type { Service } from '#lib/k8s/workload-types.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt } from '#lib/mesh/workloads.ts';
import type { Matcher } from '#lib/prom/promql.ts';
import type { Lately } from './lately.ts';
import { rowsOf, sidesOf } from './rows.ts';
import type { Symptom } from './symptom.ts';
import type { Telemetry } from './telemetry.ts';

/** What a diagnosis is made from. */
export interface DiagnosisInput {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
  /** The whole graph, not what a viewer sees of it: what fails behind the callee is looked up there. */
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
  readonly telemetry: Telemetry;
  /** Of the last moments, where they were asked. */
  readonly lately?: Lately | null | undefined;
  /** Of the series behind the edge, where it is one of a view that draws several as one. */
  readonly matchers?: readonly Matcher[] | undefined;
}

/** One symptom of an edge and all that is known of its two ends: what each cause looks at. */
export interface Situation extends DiagnosisInput {
  readonly symptom: Symptom;
  /** What the caller sends to the same host, wherever it ends. */
  readonly sent: Sent;
  /** The way that is declared for it; null where no proxy acts for the caller, or its host is not known. */
  readonly way: EdgeWay | null;
  /** Null where the end is no workload of the snapshot. */
  readonly caller: Workload | null;
  readonly callerCluster: ClusterSnapshot | null;
  readonly calleeCluster: ClusterSnapshot | null;
  /** The workloads that are meant: the one at the end of the edge, else those of the service. */
  readonly callees: readonly Workload[];
  readonly service: Service | null;
  /** The host that was called, as a text names it. */
  readonly host: string;
  /** Who acts and tells for each end; null where nobody does. */
  readonly sides: { readonly caller: Reporter | null; readonly callee: Reporter | null };
  /** What is not plain success, as each end tells. */
  readonly atCaller: readonly ResponseRow[];
  readonly atCallee: readonly ResponseRow[];
  /** Requests of the window, as the caller's proxy tells, else the callee's. */
  readonly total: number;
  readonly matchers: readonly Matcher[];
}

const everything = () => true;

/** Looks up what the causes of one symptom are drawn from. */
export function situationOf(input: DiagnosisInput, symptom: Symptom): Situation {
  const { edge, source, target, graph, snapshot } = input;
  const callerCluster = snapshot.clusters.get(source.cluster) ?? null;
  const calleeCluster = snapshot.clusters.get(target.cluster) ?? callerCluster;
  const way = wayOf(edge, { source, target }, snapshot, everything);
  const sides = sidesOf(edge);
  const service = serviceOf(edge, target, calleeCluster);
  const reporter = sides.caller ?? sides.callee;
  return {
    ...input,
    symptom,
    sent: sentWith(edge, siblingsOf(edge, graph)),
    way,
    caller: workloadOf(source, callerCluster),
    callerCluster,
    calleeCluster,
    callees: calleesOf(target, service, calleeCluster),
    service,
    host: edge.service?.host ?? target.name,
    sides,
    atCaller: rowsOf(edge, sides.caller),
    atCallee: rowsOf(edge, sides.callee),
    total: reporter === null ? 0 : (edge.reports[reporter]?.count ?? 0),
    matchers: input.matchers ?? edgeMatchers(edge, source, target, severalClusters(graph.nodes)),
  };
}

const workloadOf = (
  { kind, namespace, name }: GraphNode,
  cluster: ClusterSnapshot | null,
): Workload | null =>
  kind === 'workload' && cluster !== null && namespace !== null ? workloadAt(cluster, namespace, name) : null;

function serviceOf(
  { service }: GraphEdge,
  target: GraphNode,
  cluster: ClusterSnapshot | null,
): Service | null {
  const named = service ?? (target.kind === 'service' ? target : null);
  return cluster === null || named === null || named.namespace === null
    ? null
    : objectAt(cluster, 'Service', named.namespace, named.name);
}

function calleesOf(
  target: GraphNode,
  service: Service | null,
  cluster: ClusterSnapshot | null,
): readonly Workload[] {
  if (cluster === null) return [];
  const own = workloadOf(target, cluster);
  if (own !== null) return [own];
  if (service === null) return [];
  const { namespace = '', name } = service.metadata;
  return workloadsOfServices(cluster).get(`${namespace}/${name}`) ?? [];
}

function siblingsOf(edge: GraphEdge, graph: TrafficGraph) {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges.flatMap((other) => {
    const target = nodes.get(other.target);
    return other.source === edge.source && target !== undefined ? [{ edge: other, target }] : [];
  });
}
