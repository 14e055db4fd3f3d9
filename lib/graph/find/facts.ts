import type { NodeId } from '#lib/core/ids.ts';
import { fullHost, hostWithin, serviceFqdn } from '#lib/istio/hosts.ts';
import type { DestinationRule, TrafficPolicy } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { findObject, objects } from '#lib/mesh/objects.ts';
import type { Route } from '#lib/mesh/route.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { type Readable, standsFor } from '../declared/stands-for.ts';
import type { GraphNode, TrafficGraph } from '../model.ts';
import type { NodeFacts } from './node-facts.ts';

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
 * any of its Services, an application what its workloads have. Objects in namespaces that are not `readable` say nothing.
 */
export function nodeFacts(
  graph: Pick<TrafficGraph, 'nodes'>,
  snapshot: MeshSnapshot,
  readable: Readable = () => true,
): ReadonlyMap<NodeId, NodeFacts> {
  const prepared = new Map([...snapshot.clusters].map(([id, cluster]) => [id, prepare(cluster, readable)]));
  return new Map(
    graph.nodes.flatMap((node) => {
      const own = prepared.get(node.cluster);
      const facts = own === undefined ? null : factsOfNode(node, own, snapshot);
      return facts === null ? [] : [[node.id, facts] as const];
    }),
  );
}

function prepare(cluster: ClusterSnapshot, readable: Readable): ClusterFacts {
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
  return {
    cluster,
    byHost: hostFacts(cluster, readable),
    rulesFor: limitingRules(cluster, readable),
    servicesOf,
  };
}

/** DestinationRules with limits by the host they are for; exact hosts are looked up, the few wildcards are tried. */
function limitingRules(cluster: ClusterSnapshot, readable: Readable): ClusterFacts['rulesFor'] {
  const named = [...objects(cluster, 'DestinationRule')]
    .filter((rule) => anyBreaker(rule) && readable(rule.metadata.namespace ?? ''))
    .map((rule) => ({ rule, host: fullHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '') }));
  const exact = Map.groupBy(named, ({ host }) => host.toLowerCase());
  const wild = named.filter(({ host }) => host.startsWith('*'));
  return (host) =>
    [...(exact.get(host.toLowerCase()) ?? []), ...wild.filter((each) => hostWithin(host, each.host))].map(
      ({ rule }) => rule,
    );
}

function factsOfNode(node: GraphNode, own: ClusterFacts, snapshot: MeshSnapshot): NodeFacts | null {
  const { namespace, name, kind } = node;
  if (kind === 'workload' || kind === 'app') return merged(standsFor(node, own.cluster), own);
  if (kind !== 'service' && kind !== 'external') return null;
  const host = kind === 'service' ? serviceFqdn(name, namespace ?? '') : name;
  const object = node.object === null ? null : findObject(snapshot, node.object);
  return {
    labels: object?.metadata.labels ?? {},
    principals: [],
    circuitBreaker: own.rulesFor(host).length > 0,
    ...(own.byHost.get(host) ?? noHostFacts()),
  };
}

/** What any of some workloads has; of their labels those that all share. */
function merged(workloads: readonly Workload[], own: ClusterFacts): NodeFacts | null {
  const all = workloads.map((workload) => workloadFacts(workload, own));
  const [first] = all;
  if (first === undefined) return null;
  return {
    ...first,
    ...Object.fromEntries(flagNames.map((key) => [key, all.some((facts) => facts[key])])),
    labels: Object.fromEntries(
      Object.entries(first.labels).filter(([key, value]) => all.every(({ labels }) => labels[key] === value)),
    ),
    principals: [...new Set(all.flatMap(({ principals }) => principals))],
  };
}

const flagNames = ['circuitBreaker', ...(Object.keys(noHostFacts()) as (keyof HostFacts)[])] as const;

function workloadFacts({ namespace, name, labels, serviceAccount }: Workload, own: ClusterFacts) {
  const hosts = own.servicesOf.get(`${namespace}/${name}`) ?? [];
  const sum = noHostFacts();
  for (const host of hosts) {
    const facts = own.byHost.get(host);
    if (facts === undefined) continue;
    for (const key of Object.keys(sum) as (keyof HostFacts)[]) sum[key] ||= facts[key];
  }
  const { trustDomain } = meshConfigOf(own.cluster);
  return {
    labels,
    principals: [`spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`],
    circuitBreaker: hosts.some((host) => own.rulesFor(host).some((rule) => breaksFor(rule, labels))),
    ...sum,
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

function hostFacts(cluster: ClusterSnapshot, readable: Readable): ReadonlyMap<string, HostFacts> {
  const found = new Map<string, HostFacts>();
  const at = (host: string): HostFacts => {
    const known = found.get(host) ?? noHostFacts();
    found.set(host, known);
    return known;
  };
  for (const route of routes(cluster)) if (readable(route.object.namespace)) addRoute(route, at);
  return found;
}

function addRoute({ rules }: Route, at: (host: string) => HostFacts): void {
  for (const rule of rules) {
    const { targets, protocol, catchAll } = rule;
    const isHttp = protocol === 'http' || protocol === 'grpc';
    const { delay, abort, timeout, mirrors } = effectsOf(rule);
    for (const { host } of targets) {
      const facts = at(host);
      facts.virtualService = true;
      facts.requestRouting ||= isHttp && !catchAll;
      facts.trafficShifting ||= isHttp && targets.length > 1;
      facts.tcpTrafficShifting ||= !isHttp && targets.length > 1;
      facts.faultInjection ||= delay !== null || abort !== null;
      facts.requestTimeout ||= timeout !== null;
      facts.mirroring ||= mirrors.length > 0;
    }
  }
}
