import { parseServiceFqdn, serviceFqdn } from '#lib/istio/hosts.ts';
import type { Service } from '#lib/k8s/workload-types.ts';
import { effectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { callerOf, type ReachingRule, rulesReaching, targetWorkloads } from '#lib/mesh/effective-routes.ts';
import { type EffectiveTrafficPolicy, effectiveTrafficPolicy } from '#lib/mesh/effective-traffic-policy.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { RouteCaller, RouteTarget } from '#lib/mesh/route.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { GraphEdge, GraphNode } from '../model.ts';
import { servicePort } from './service-port.ts';
import { type Readable, standsFor } from './stands-for.ts';

/** A policy as it holds for a subset and port that requests are sent to. */
export interface WayPolicy {
  readonly subset: string | null;
  readonly port: number | null;
  readonly policy: EffectiveTrafficPolicy;
}

/** The way that requests of an edge take: who sends, to which host, by which rules, under which policies. */
export interface EdgeWay {
  readonly cluster: ClusterSnapshot;
  readonly caller: RouteCaller;
  readonly callers: readonly Workload[];
  readonly host: string;
  readonly service: Service | null;
  /** Null where the edge ends at the service or outside: at any of its workloads. */
  readonly targets: readonly Workload[] | null;
  readonly rules: readonly ReachingRule[];
  readonly policies: readonly WayPolicy[];
}

/**
 * Null where nothing that is declared acts on an edge: its caller has no proxy or is not known, or the edge is the half
 * between a service and one of its workloads, which no proxy sends over.
 */
export function wayOf(
  edge: GraphEdge,
  ends: { readonly source: GraphNode; readonly target: GraphNode },
  snapshot: MeshSnapshot,
  readable: Readable,
): EdgeWay | null {
  const { source, target } = ends;
  const cluster = snapshot.clusters.get(source.cluster);
  const host = addressedHost(edge, target);
  if (cluster === undefined || host === null || isInnerHalf(edge, source)) return null;
  const callers = standsFor(source, cluster).filter((workload) => sends(workload, edge));
  const [first] = callers;
  if (first === undefined) return null;
  const local = parseServiceFqdn(host);
  const namespace = local?.namespace ?? edge.service?.namespace ?? target.namespace ?? first.namespace;
  // A waypoint acts for callers that have no proxy of their own.
  const caller =
    first.proxy === 'ambient' ? { namespace, labels: null, gateways: null } : callerOf(cluster, first);
  const behind = standsFor(target, cluster);
  const targets = target.kind === 'workload' || target.kind === 'app' ? behind : null;
  const rules = rulesReaching(cluster, host, caller)
    .filter(({ route }) => readable(route.object.namespace))
    .map((reaching) => ({ ...reaching, targets: ending(reaching.targets, cluster, caller, targets) }))
    .filter((reaching) => reaching.targets.length > 0);
  const service = local === null ? null : objectAt(cluster, 'Service', local.namespace, local.name);
  const way = { cluster, caller, callers, host, service, targets, rules };
  return { ...way, policies: policiesOf(way, namespace, edge, readable) };
}

/** The host that requests are addressed to; null where telemetry does not tell. */
function addressedHost({ service }: GraphEdge, target: GraphNode): string | null {
  if (service !== null) return service.host;
  if (target.kind === 'external') return target.name;
  return target.kind === 'service' && target.namespace !== null
    ? serviceFqdn(target.name, target.namespace)
    : null;
}

const isInnerHalf = ({ service }: GraphEdge, source: GraphNode): boolean =>
  source.kind === 'service' && service?.name === source.name && service.namespace === source.namespace;

const sends = ({ proxy }: Workload, { reports }: GraphEdge): boolean =>
  proxy === 'ambient' ? reports.waypoint !== null : proxy !== 'none';

/** The destinations of a rule at which an edge can end. */
export function ending<T extends Pick<RouteTarget, 'host' | 'namespace' | 'subset'>>(
  targets: readonly T[],
  cluster: ClusterSnapshot,
  caller: RouteCaller,
  at: readonly Workload[] | null,
): readonly T[] {
  if (at === null) return targets;
  return targets.filter((target) =>
    targetWorkloads(cluster, target, caller).some((workload) => at.includes(workload)),
  );
}

function policiesOf(
  { cluster, host, caller, rules, service }: Omit<EdgeWay, 'policies'>,
  namespace: string,
  { protocol }: GraphEdge,
  readable: Readable,
): readonly WayPolicy[] {
  const rule = effectiveDestinationRule(cluster, host, namespace, caller);
  if (rule === null || !rule.rules.every(({ object }) => readable(object.namespace))) return [];
  const usual = servicePort(service, protocol);
  const sent = rules.flatMap(({ targets }) => targets);
  const kinds = sent.length === 0 ? [{ subset: null, port: usual }] : sent;
  const distinct = new Map(
    kinds.map(({ subset, port }) => [
      `${subset} ${port ?? usual}`,
      { subset: subset !== null && rule.subsets.has(subset) ? subset : null, port: port ?? usual },
    ]),
  );
  return [...distinct.values()].map(({ subset, port }) => ({
    subset,
    port,
    policy: effectiveTrafficPolicy(rule, subset, port),
  }));
}
