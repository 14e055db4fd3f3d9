import type { Finding } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { hostWithin, serviceFqdn } from '#lib/istio/hosts.ts';
import { derive } from '#lib/mesh/derive.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { GraphEdge, GraphNode, ServiceRef } from '../model.ts';
import { hostsOfObject } from './hosts-of-objects.ts';
import { selectedWorkloads } from './selected-workloads.ts';

export type Counts = GraphNode['findings'];

/** Findings by what they bear on. */
export interface FindingIndex {
  ofService(service: ServiceOf): readonly Finding[];
  /** Those of its own object and pods, of what selects it, and of the services by which it was reached. */
  ofNode(node: NodeOf, inbound: readonly Pick<GraphEdge, 'service'>[]): readonly Finding[];
  /** Those of the service, of the policies that its target is under, and of the Sidecar or Gateway that its source is under. */
  ofEdge(service: ServiceOf | null, source: EndOf, target: EndOf): readonly Finding[];
}

type ServiceOf = Pick<ServiceRef, 'cluster' | 'host'>;
type NodeOf = Pick<GraphNode, 'kind' | 'cluster' | 'namespace' | 'name' | 'object'>;

/** An end of an edge as it is looked up; an unnamed one is under nothing. */
interface EndOf {
  readonly kind: string;
  readonly cluster: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** What the proxy of a callee, and of a caller, is told by: as `governingEdge` lists it. */
const atTarget = new Set(['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication']);
const atSource = new Set(['Sidecar', 'Gateway']);

export const countFindings = (found: Iterable<Finding>): Counts => {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { level } of found) counts[level] += 1;
  return counts;
};

/**
 * Which findings bear on which service: those of its routes (attached to it or sending to it), its DestinationRules, its
 * ServiceEntry and the Service itself. What names a host that does not exist bears on the one it was probably meant for.
 */
export function indexFindings(findings: readonly Finding[], snapshot: MeshSnapshot): FindingIndex {
  const byObject = Map.groupBy(findings, (finding) => objectKey(finding.object));
  // Without findings there is nothing to look up: most meshes, most of the time.
  const hosts = findings.length === 0 ? new Map<string, Set<Finding>>() : byHosts(byObject, snapshot);
  const selected = findings.length === 0 ? new Map<string, Set<Finding>>() : byWorkloads(byObject, snapshot);
  const wild = [...hosts].filter(([key]) => key.includes('/*'));

  const ofWorkload = ({ kind, cluster, namespace, name }: EndOf): Iterable<Finding> =>
    (kind === 'workload' ? selected.get(`${cluster}/${namespace}/${name}`) : undefined) ?? [];

  function ofService({ cluster, host }: ServiceOf): readonly Finding[] {
    const found = new Set(hosts.get(`${cluster}/${host}`));
    for (const [key, covering] of wild) {
      const pattern = key.slice(cluster.length + 1);
      if (!key.startsWith(`${cluster}/`) || !hostWithin(host, pattern)) continue;
      for (const finding of covering) found.add(finding);
    }
    return [...found];
  }

  return {
    ofService,
    ofNode(node, inbound) {
      if (findings.length === 0) return [];
      const own = node.object === null ? [] : (byObject.get(objectKey(node.object)) ?? []);
      const reached = inbound.flatMap(({ service }) => (service === null ? [] : [service]));
      const services = [...selecting(node, snapshot), ...reached].flatMap(ofService);
      return [...new Set([...own, ...ofWorkload(node), ...services])];
    },
    ofEdge(service, source, target) {
      if (findings.length === 0) return [];
      const found = new Set(service === null ? [] : ofService(service));
      for (const finding of ofWorkload(target)) if (atTarget.has(finding.object.kind)) found.add(finding);
      for (const finding of ofWorkload(source)) if (atSource.has(finding.object.kind)) found.add(finding);
      return [...found];
    },
  };
}

function byHosts(
  byObject: ReadonlyMap<string, readonly Finding[]>,
  snapshot: MeshSnapshot,
): Map<string, Set<Finding>> {
  const hosts = new Map<string, Set<Finding>>();
  for (const cluster of snapshot.clusters.values()) {
    for (const [object, found] of byObject) {
      for (const host of hostsOfObject(cluster, object)) addTo(hosts, `${cluster.id}/${host}`, found);
    }
  }
  return hosts;
}

/** Findings of objects that select workloads, or stand for them, by `cluster/namespace/name` of the workload. */
function byWorkloads(
  byObject: ReadonlyMap<string, readonly Finding[]>,
  snapshot: MeshSnapshot,
): Map<string, Set<Finding>> {
  const selected = new Map<string, Set<Finding>>();
  for (const found of byObject.values()) {
    const [first] = found;
    const cluster = first === undefined ? undefined : snapshot.clusters.get(first.object.cluster);
    if (first === undefined || cluster === undefined) continue;
    for (const { namespace, name } of selectedWorkloads(cluster, first.object)) {
      addTo(selected, `${cluster.id}/${namespace}/${name}`, found);
    }
  }
  return selected;
}

function addTo(map: Map<string, Set<Finding>>, key: string, found: readonly Finding[]): void {
  const before = map.get(key);
  if (before === undefined) map.set(key, new Set(found));
  else for (const finding of found) before.add(finding);
}

const servicesOfWorkloads = derive(
  ['Service', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'],
  (cluster) => {
    const found = new Map<string, string[]>();
    for (const [service, behind] of workloadsOfServices(cluster)) {
      const [namespace = '', name = ''] = service.split('/');
      for (const workload of behind) {
        const key = `${workload.namespace}/${workload.name}`;
        found.set(key, [...(found.get(key) ?? []), serviceFqdn(name, namespace)]);
      }
    }
    return found;
  },
);

/** The services a node stands for or stands behind. */
function selecting(node: NodeOf, snapshot: MeshSnapshot): { cluster: ServiceRef['cluster']; host: string }[] {
  const { kind, cluster: id, namespace, name } = node;
  const cluster = snapshot.clusters.get(id);
  if (cluster === undefined || namespace === null) return [];
  if (kind === 'external') return [{ cluster: id, host: name }];
  if (kind === 'service') {
    const host = serviceFqdn(name, namespace);
    return objectAt(cluster, 'Service', namespace, name) === null ? [] : [{ cluster: id, host }];
  }
  const hosts = kind === 'workload' ? servicesOfWorkloads(cluster).get(`${namespace}/${name}`) : undefined;
  return (hosts ?? []).map((host) => ({ cluster: id, host }));
}
