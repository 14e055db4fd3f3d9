import type { NodeId } from '#lib/core/ids.ts';
import { fullHost, hostWithin, serviceFqdn } from '#lib/istio/hosts.ts';
import type { DestinationRule, HttpRule, TrafficPolicy } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { findObject, objects } from '#lib/mesh/objects.ts';
import type { Route } from '#lib/mesh/route.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadAt } from '#lib/mesh/workloads.ts';
import type { GraphNode, TrafficGraph } from '../model.ts';

/** What the configuration says of a node, for operands that the graph alone cannot answer. */
export interface NodeFacts {
  /** Of its pods, or of its Service or ServiceEntry. */
  readonly labels: Readonly<Record<string, string>>;
  /** SPIFFE identity by its service account; null for what runs no pods. */
  readonly principal: string | null;
  readonly circuitBreaker: boolean;
  readonly virtualService: boolean;
  readonly faultInjection: boolean;
  readonly mirroring: boolean;
  readonly requestRouting: boolean;
  readonly requestTimeout: boolean;
  readonly trafficShifting: boolean;
  readonly tcpTrafficShifting: boolean;
  readonly workloadEntry: boolean;
}

/** What route objects do with what is sent to a host. */
type HostFacts = Record<
  | 'virtualService'
  | 'faultInjection'
  | 'mirroring'
  | 'requestRouting'
  | 'requestTimeout'
  | 'trafficShifting'
  | 'tcpTrafficShifting',
  boolean
>;

const noHostFacts = (): HostFacts => ({
  virtualService: false,
  faultInjection: false,
  mirroring: false,
  requestRouting: false,
  requestTimeout: false,
  trafficShifting: false,
  tcpTrafficShifting: false,
});

interface ClusterFacts {
  readonly cluster: ClusterSnapshot;
  readonly byHost: ReadonlyMap<string, HostFacts>;
  readonly rulesFor: (host: string) => readonly DestinationRule[];
  readonly servicesOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * What the configuration says of the nodes of a graph that stand for something in it. A workload has what is declared for
 * any of its Services.
 */
export function nodeFacts(graph: TrafficGraph, snapshot: MeshSnapshot): ReadonlyMap<NodeId, NodeFacts> {
  const prepared = new Map([...snapshot.clusters].map(([id, cluster]) => [id, prepare(cluster)]));
  return new Map(
    graph.nodes.flatMap((node) => {
      const own = prepared.get(node.cluster);
      const facts = own === undefined ? null : factsOfNode(node, own, snapshot);
      return facts === null ? [] : [[node.id, facts] as const];
    }),
  );
}

function prepare(cluster: ClusterSnapshot): ClusterFacts {
  const servicesOf = new Map<string, string[]>();
  for (const [service, behind] of workloadsOfServices(cluster)) {
    const [namespace = '', name = ''] = service.split('/');
    for (const workload of behind) {
      const key = `${workload.namespace}/${workload.name}`;
      const hosts = servicesOf.get(key) ?? [];
      hosts.push(serviceFqdn(name, namespace));
      servicesOf.set(key, hosts);
    }
  }
  return { cluster, byHost: hostFacts(cluster), rulesFor: limitingRules(cluster), servicesOf };
}

/** DestinationRules with limits by the host they are for; exact hosts are looked up, the few wildcards are tried. */
function limitingRules(cluster: ClusterSnapshot): ClusterFacts['rulesFor'] {
  const named = [...objects(cluster, 'DestinationRule')]
    .filter(anyBreaker)
    .map((rule) => ({ rule, host: fullHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '') }));
  const exact = Map.groupBy(named, ({ host }) => host.toLowerCase());
  const wild = named.filter(({ host }) => host.startsWith('*'));
  return (host) =>
    [...(exact.get(host.toLowerCase()) ?? []), ...wild.filter((each) => hostWithin(host, each.host))].map(
      ({ rule }) => rule,
    );
}

function factsOfNode(node: GraphNode, own: ClusterFacts, snapshot: MeshSnapshot): NodeFacts | null {
  const { namespace, name } = node;
  if (node.kind === 'workload' && namespace !== null) return workloadFacts(namespace, name, own);
  if (node.kind !== 'service' && node.kind !== 'external') return null;
  const host = node.kind === 'service' ? serviceFqdn(name, namespace ?? '') : name;
  const object = node.object === null ? null : findObject(snapshot, node.object);
  return {
    labels: object?.metadata.labels ?? {},
    principal: null,
    circuitBreaker: own.rulesFor(host).length > 0,
    ...(own.byHost.get(host) ?? noHostFacts()),
    workloadEntry: false,
  };
}

function workloadFacts(namespace: string, name: string, own: ClusterFacts): NodeFacts | null {
  const workload = workloadAt(own.cluster, namespace, name);
  if (workload === null) return null;
  const { labels, serviceAccount, app, version } = workload;
  const hosts = own.servicesOf.get(`${namespace}/${name}`) ?? [];
  const merged = noHostFacts();
  for (const host of hosts) {
    const facts = own.byHost.get(host);
    if (facts === undefined) continue;
    for (const key of Object.keys(merged) as (keyof HostFacts)[]) merged[key] ||= facts[key];
  }
  const { trustDomain } = meshConfigOf(own.cluster);
  return {
    labels,
    principal: `spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`,
    circuitBreaker: hosts.some((host) => own.rulesFor(host).some((rule) => breaksFor(rule, labels))),
    ...merged,
    workloadEntry: [...objects(own.cluster, 'WorkloadEntry', namespace)].some(
      ({ spec }) => spec?.labels?.app === app && (spec.labels.version ?? null) === version,
    ),
  };
}

const limits = (policy: TrafficPolicy | undefined): boolean =>
  policy?.connectionPool !== undefined ||
  policy?.outlierDetection !== undefined ||
  policy?.portLevelSettings?.some(limits) === true;

const anyBreaker = ({ spec }: DestinationRule): boolean =>
  limits(spec?.trafficPolicy) || (spec?.subsets ?? []).some((subset) => limits(subset.trafficPolicy));

/** A subset's own policy counts for the workloads it selects. */
function breaksFor({ spec }: DestinationRule, labels: Readonly<Record<string, string>>): boolean {
  if (limits(spec?.trafficPolicy)) return true;
  return (spec?.subsets ?? []).some(
    (subset) => limits(subset.trafficPolicy) && matchesLabels(subset.labels ?? {}, labels),
  );
}

function hostFacts(cluster: ClusterSnapshot): ReadonlyMap<string, HostFacts> {
  const found = new Map<string, HostFacts>();
  const at = (host: string): HostFacts => {
    const known = found.get(host) ?? noHostFacts();
    found.set(host, known);
    return known;
  };
  for (const route of routes(cluster)) addRoute(route, at);
  for (const service of objects(cluster, 'VirtualService')) {
    const namespace = service.metadata.namespace ?? '';
    for (const rule of service.spec?.http ?? []) addHttpRule(rule, namespace, at);
  }
  return found;
}

function addRoute({ rules }: Route, at: (host: string) => HostFacts): void {
  for (const { targets, protocol, catchAll } of rules) {
    const isHttp = protocol === 'http' || protocol === 'grpc';
    for (const { host } of targets) {
      const facts = at(host);
      facts.virtualService = true;
      facts.requestRouting ||= isHttp && !catchAll;
      facts.trafficShifting ||= isHttp && targets.length > 1;
      facts.tcpTrafficShifting ||= !isHttp && targets.length > 1;
    }
  }
}

function addHttpRule(rule: HttpRule, namespace: string, at: (host: string) => HostFacts): void {
  for (const { destination } of rule.route ?? []) {
    if (destination?.host === undefined) continue;
    const facts = at(fullHost(destination.host, namespace));
    facts.faultInjection ||= rule.fault !== undefined;
    facts.requestTimeout ||= rule.timeout !== undefined;
    facts.mirroring ||= rule.mirror !== undefined || (rule.mirrors ?? []).length > 0;
  }
}
