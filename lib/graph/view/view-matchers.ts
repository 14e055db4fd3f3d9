import { serviceFqdn } from '#lib/istio/hosts.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { eq, escapeRegex, type Matcher, matches } from '#lib/prom/promql.ts';
import { hostMatchers } from '../edge-selector.ts';
import type { Protocol } from '../model.ts';
import { clusterOf } from './backing.ts';
import { isKnown } from './endpoint.ts';
import type { ViewNode } from './view-graph.ts';

type Side = 'source' | 'destination';

/** The mesh that nodes are of; `clusters` where telemetry of several clusters is in one place. */
export interface Mesh {
  readonly snapshot: MeshSnapshot;
  readonly clusters: boolean;
}

/** Matchers of the series that arrive at a node of a view, or that leave it. */
export function viewNodeMatchers(node: ViewNode, side: Side, mesh: Mesh): readonly Matcher[] {
  const operation = node.kind === 'operation' ? operationMatchers(node) : null;
  return once(operation ?? end(node, side, mesh));
}

/**
 * Matchers of the series behind an edge of a view. What a service calls is what the workloads that it selects call: which of
 * their services they were serving is in no metric.
 */
export function viewEdgeMatchers(
  { protocol }: { readonly protocol: Protocol },
  source: ViewNode,
  target: ViewNode,
  mesh: Mesh,
): readonly Matcher[] {
  // From a service to what serves it: the requests that were addressed to the one and reached the other.
  const serves = source.kind === 'service' && target.kind !== 'service';
  return once([
    ...(serves ? addressed(source) : leaving(source, mesh)),
    ...(target.kind === 'operation' ? operationMatchers(target) : end(target, 'destination', mesh)),
    ...(protocol === 'tcp' ? [] : [eq('request_protocol', protocol)]),
  ]);
}

const leaving = (node: ViewNode, mesh: Mesh): readonly Matcher[] =>
  node.kind === 'operation' ? operationMatchers(node) : end(node, 'source', mesh);

function once(matchers: readonly Matcher[]): readonly Matcher[] {
  return [...new Map(matchers.map((each) => [`${each.label}${each.op}${each.value}`, each])).values()];
}

function end(node: ViewNode, side: Side, { snapshot, clusters }: Mesh): readonly Matcher[] {
  const cluster = clusters && isKnown(node.cluster) ? [eq(`${side}_cluster`, node.cluster)] : [];
  const at = eq(`${side}_workload_namespace`, node.namespace);
  switch (node.kind) {
    case 'workload':
      return [...cluster, eq(`${side}_workload`, node.workload ?? ''), at];
    case 'app':
      return [...cluster, ...appMatchers(node, side), at];
    case 'service':
      return side === 'destination'
        ? [...addressed(node), ...(node.injected ? cluster : [eq('destination_workload', 'unknown')])]
        : [...cluster, ...behind(node, snapshot), at];
    default:
      return [...cluster, eq(`${side}_workload`, 'unknown')];
  }
}

/** A version is told by its workload where that is known, as its identity is. */
function appMatchers({ app, workload, version }: ViewNode, side: Side): readonly Matcher[] {
  const own = eq(`${side}_canonical_service`, app ?? '');
  if (workload !== null && isKnown(workload)) return [own, eq(`${side}_workload`, workload)];
  return version === null ? [own] : [own, eq(`${side}_canonical_revision`, version)];
}

/** Requests that were addressed to a service, or to one of the hosts of a ServiceEntry. */
function addressed({ service, namespace, serviceEntry, injected }: ViewNode): readonly Matcher[] {
  if (serviceEntry !== null) return hostMatchers(serviceEntry.hosts);
  const name = eq('destination_service_name', service ?? '');
  if (!isKnown(namespace)) return [name];
  // Where no host was found to send to, the proxy knows no namespace but that in the name of the service.
  const whole = serviceFqdn(service ?? '', namespace);
  const at = matches('destination_service_namespace', `${escapeRegex(namespace)}|unknown`);
  return injected
    ? [name, eq('destination_service_namespace', namespace)]
    : [name, at, ...hostMatchers([service ?? '', whole])];
}

/** The workloads that a service selects, as callers; the service's name where it selects none, which matches nothing. */
function behind({ cluster, namespace, service }: ViewNode, snapshot: MeshSnapshot): readonly Matcher[] {
  const watched = clusterOf(snapshot, cluster);
  const found = watched === null ? [] : workloadsOfServices(watched).get(`${namespace}/${service}`);
  const names = found?.map(({ name }) => escapeRegex(name)) ?? [];
  return [matches('source_workload', names.length === 0 ? escapeRegex(service ?? '') : names.join('|'))];
}

function operationMatchers({ operation, service, namespace }: ViewNode): readonly Matcher[] {
  if (operation === null) return [];
  const of =
    service === null
      ? eq('destination_workload_namespace', namespace)
      : eq('destination_service_name', service);
  return [eq(operation.label, operation.value), of];
}
