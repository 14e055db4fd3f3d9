import { fullHost, serviceFqdn } from '#lib/istio/hosts.ts';
import type {
  DestinationRule,
  HttpRule,
  TrafficPolicy,
  VirtualService,
} from '#lib/istio/networking-types.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { clusterOf } from './backing.ts';
import { isVersion } from './endpoint.ts';
import type { AddressedService, RouteBadges, ViewGraph, ViewNode } from './view-graph.ts';

/** Marks nodes of the chosen namespaces with what DestinationRules and VirtualServices do to them. */
export function markConfig(graph: ViewGraph, snapshot: MeshSnapshot): void {
  for (const node of graph.nodes.values()) {
    const cluster = clusterOf(snapshot, node.cluster);
    if (cluster === null || node.outside || node.inaccessible) continue;
    const routes = node.kind === 'service' ? routesTo(cluster, node) : null;
    node.badges = { circuitBreaker: hasCircuitBreaker(cluster, node), routes };
    if (node.kind === 'service') node.app ??= appOfService(cluster, node);
  }
}

/**
 * A service belongs to the application that its label names; a ServiceEntry to that of the Service which one of its hosts is,
 * by its first part: so machines outside of Kubernetes stand beside the pods that do the same work.
 */
function appOfService(cluster: ClusterSnapshot, node: ViewNode): string | null {
  const { namespace, service, serviceEntry } = node;
  const names = serviceEntry === null ? [service ?? ''] : serviceEntry.hosts.map(firstPart);
  for (const name of names) {
    const app = objectAt(cluster, 'Service', namespace, name)?.metadata.labels?.app;
    if (app !== undefined) return app;
  }
  return null;
}

const firstPart = (host: string): string => host.split('.')[0] ?? host;

const isCircuitBreaker = (policy: TrafficPolicy | undefined): boolean =>
  policy?.connectionPool !== undefined || policy?.outlierDetection !== undefined;

/** Whether a host as written in an object means a service. */
const means = (written: string, owner: string, { name, namespace }: AddressedService): boolean =>
  written === name
    ? owner === namespace
    : fullHost(written, owner) === serviceFqdn(name, namespace) || written === `${name}.${namespace}`;

function hasCircuitBreaker(cluster: ClusterSnapshot, node: ViewNode): boolean {
  const { namespace, version, kind } = node;
  const services =
    kind === 'service' && node.service !== null
      ? [{ cluster: node.cluster, namespace, name: node.service }]
      : [...node.addressedAs.values()];
  const only = kind !== 'service' && version !== null && isVersion(version) ? version : null;
  return [...objects(cluster, 'DestinationRule')].some(
    (rule) =>
      services.some((service) => means(rule.spec?.host ?? '', rule.metadata.namespace ?? '', service)) &&
      breaks(rule, only),
  );
}

/** Whether a rule breaks circuits: of all versions, or of the one asked for. */
function breaks({ spec }: DestinationRule, version: string | null): boolean {
  if (isCircuitBreaker(spec?.trafficPolicy)) return true;
  return (spec?.subsets ?? []).some(
    (subset) =>
      isCircuitBreaker(subset.trafficPolicy) && (version === null || subset.labels?.version === version),
  );
}

/** The first VirtualService that sends to a service, whatever hosts it is attached to. */
function routesTo(
  cluster: ClusterSnapshot,
  { cluster: id, namespace, service }: ViewNode,
): RouteBadges | null {
  if (service === null) return null;
  const addressed = { cluster: id, namespace, name: service };
  const found = [...objects(cluster, 'VirtualService')].find((object) =>
    destinationsOf(object).some((host) => means(host, object.metadata.namespace ?? '', addressed)),
  );
  return found === undefined ? null : badgesOf(found);
}

const rulesOf = ({ spec }: VirtualService) => [
  ...(spec?.http ?? []),
  ...(spec?.tcp ?? []),
  ...(spec?.tls ?? []),
];

const destinationsOf = (object: VirtualService): readonly string[] =>
  rulesOf(object).flatMap((rule) => (rule.route ?? []).map((to) => to.destination?.host ?? ''));

function badgesOf(object: VirtualService): RouteBadges {
  const http = object.spec?.http ?? [];
  const l4 = [...(object.spec?.tcp ?? []), ...(object.spec?.tls ?? [])];
  const divides = ({ route }: { readonly route?: readonly unknown[] }) => (route?.length ?? 0) > 1;
  const mirrors = ({ mirror, mirrors: several }: HttpRule) =>
    mirror !== undefined || (several?.length ?? 0) > 0;
  return {
    hosts: object.spec?.hosts ?? [],
    requestRouting: rulesOf(object).some((rule) => (rule.route?.length ?? 0) > 0),
    timeout: http.some((rule) => rule.timeout !== undefined),
    faultInjection: http.some((rule) => rule.fault !== undefined),
    trafficShifting: http.some(divides),
    tcpTrafficShifting: l4.some(divides),
    mirroring: http.some(mirrors),
  };
}
