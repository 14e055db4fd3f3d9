import type { Seconds } from '#lib/core/units.ts';
import { applying, type Counted, judge, type Verdict, worse } from '#lib/health/judge.ts';
import { readRateAnnotation } from '#lib/health/rate-annotation.ts';
import { judgeReplicas, worstOf } from '#lib/health/replicas.ts';
import type { Direction, Tolerance } from '#lib/health/tolerance.ts';
import { controllerReplicas } from '#lib/mesh/controller-replicas.ts';
import { findObject, objectAt } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { backingWorkloads, clusterOf } from './backing.ts';
import { isKnown } from './endpoint.ts';
import type { HealthOptions } from './options.ts';
import type { Response } from './traffic.ts';
import type { ViewEdge, ViewGraph, ViewNode } from './view-graph.ts';

interface HealthInput {
  readonly snapshot: MeshSnapshot;
  readonly window: Seconds;
  readonly health: HealthOptions;
}

/** Health of edges, by what both of their ends tolerate, and of nodes, by all their traffic and their replicas. */
export function addHealth(graph: ViewGraph, input: HealthInput): void {
  const tolerances = new Map([...graph.nodes.values()].map((node) => [node.id, tolerancesOf(node, input)]));
  for (const edge of graph.edges.values()) edge.health = edgeVerdict(edge, tolerances, input.window);
  const edges = [...graph.edges.values()];
  const [inbound, outbound] = [Map.groupBy(edges, (e) => e.target), Map.groupBy(edges, (e) => e.source)];
  for (const node of graph.nodes.values()) {
    if (node.inaccessible) continue;
    const own = tolerances.get(node.id) ?? [];
    const traffic = [
      ...directionVerdicts(inbound.get(node.id) ?? [], 'inbound', own, input.window),
      ...directionVerdicts(outbound.get(node.id) ?? [], 'outbound', own, input.window),
    ];
    node.health = worstOf([...traffic, ...replicaVerdicts(node, input)]);
  }
}

const nameOf = ({ kind, service, workload, app }: ViewNode): string =>
  (kind === 'service' ? service : kind === 'app' ? app : workload) ?? '';

/** Those of its object's annotation, else those of the settings. */
function tolerancesOf(node: ViewNode, { snapshot, health }: HealthInput): readonly Tolerance[] {
  for (const annotations of annotationsOf(node, snapshot)) {
    const read = readRateAnnotation(annotations);
    if (read !== null) return read;
  }
  return health.tolerancesFor({ namespace: node.namespace, kind: node.kind, name: nameOf(node) });
}

type Annotations = Readonly<Record<string, string>> | undefined;

function annotationsOf(node: ViewNode, snapshot: MeshSnapshot): readonly Annotations[] {
  const cluster = clusterOf(snapshot, node.cluster);
  if (cluster === null) return [];
  if (node.kind !== 'service')
    return backingWorkloads(node, snapshot).map((workload) => annotated(workload, snapshot));
  return [objectAt(cluster, 'Service', node.namespace, node.service ?? '')?.metadata.annotations];
}

const annotated = ({ object }: Workload, snapshot: MeshSnapshot): Annotations =>
  object === null ? undefined : findObject(snapshot, object)?.metadata.annotations;

const counted = (responses: readonly Response[], window: Seconds): Counted[] =>
  responses.map(({ code, rate }) => ({ code, count: rate * window }));

const total = (rows: readonly Counted[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** Null where an edge had no responses: nothing was sent, or messages alone, which have no outcome. */
function edgeVerdict(
  edge: ViewEdge,
  tolerances: ReadonlyMap<string, readonly Tolerance[]>,
  window: Seconds,
): Verdict | null {
  const { protocol, source, target } = edge;
  const rows = counted(withOutcome(edge), window);
  if (rows.length === 0) return null;
  const of = (id: string, direction: Direction) =>
    judge(rows, total(rows), { protocol, direction }, tolerances.get(id) ?? []);
  return worse(of(target, 'inbound'), of(source, 'outbound'));
}

const withOutcome = ({ responses }: ViewEdge): Response[] =>
  [...responses.values()].filter(({ flags }) => flags !== null);

/** One verdict for each protocol of a direction to which any tolerance applies. */
function directionVerdicts(
  edges: readonly ViewEdge[],
  direction: Direction,
  tolerances: readonly Tolerance[],
  window: Seconds,
): readonly Verdict[] {
  return [...Map.groupBy(edges, (edge) => edge.protocol)].flatMap(([protocol, same]) => {
    const rows = counted(same.flatMap(withOutcome), window);
    if (rows.length === 0 || applying(tolerances, { protocol, direction }).length === 0) return [];
    return [judge(rows, total(rows), { protocol, direction }, tolerances)];
  });
}

/** Replicas are judged of workloads and of whole applications; a version of one is told by its requests alone. */
function replicaVerdicts(node: ViewNode, { snapshot, health }: HealthInput): readonly Verdict[] {
  const whole = node.kind === 'app' && (node.workload === null || !isKnown(node.workload));
  if (node.kind !== 'workload' && !whole) return [];
  return backingWorkloads(node, snapshot).flatMap((workload) => {
    const object = workload.object === null ? null : findObject(snapshot, workload.object);
    const replicas = object === null ? null : controllerReplicas(object);
    if (replicas === null) return [];
    const synced = health.syncedProxies(node.cluster, workload.namespace, workload.name);
    return [judgeReplicas({ ...replicas, synced })];
  });
}
