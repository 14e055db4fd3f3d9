import type { Finding } from '#lib/core/finding.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { fullHost, hostWithin, serviceFqdn } from '#lib/istio/hosts.ts';
import { derive } from '#lib/mesh/derive.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import { kindObjects, objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { GraphEdge, GraphNode, ServiceRef } from '../model.ts';
import { nearestService } from './nearest-service.ts';

export type Counts = GraphNode['findings'];

/** Findings by what they bear on. */
export interface FindingIndex {
  ofService(service: Pick<ServiceRef, 'cluster' | 'host'>): readonly Finding[];
  /** Those of its own object, of the Services that select it and of the services by which it was reached. */
  ofNode(node: NodeOf, inbound: readonly Pick<GraphEdge, 'service'>[]): readonly Finding[];
}

type NodeOf = Pick<GraphNode, 'kind' | 'cluster' | 'namespace' | 'name' | 'object'>;

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
  const wild = [...hosts].filter(([key]) => key.includes('/*'));

  function ofService({ cluster, host }: Pick<ServiceRef, 'cluster' | 'host'>): readonly Finding[] {
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
      return [...new Set([...own, ...services])];
    },
  };
}

function byHosts(
  byObject: ReadonlyMap<string, readonly Finding[]>,
  snapshot: MeshSnapshot,
): Map<string, Set<Finding>> {
  const hosts = new Map<string, Set<Finding>>();
  for (const cluster of snapshot.clusters.values()) {
    for (const { object, host } of hostsOfObjects(cluster)) {
      const found = byObject.get(objectKey(object));
      if (found === undefined) continue;
      const key = `${cluster.id}/${meantHost(cluster, host)}`;
      hosts.set(key, new Set([...(hosts.get(key) ?? []), ...found]));
    }
  }
  return hosts;
}

/** The host itself, or the service it was probably meant for. */
function meantHost(cluster: ClusterSnapshot, host: string): string {
  if (host.startsWith('*') || resolveHost(cluster, host, '') !== null) return host;
  const meant = nearestService(host, (namespace) => [
    ...(kindObjects(cluster, 'Service').get(namespace)?.keys() ?? []),
  ]);
  return meant === null ? host : serviceFqdn(meant.name, meant.namespace);
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

function* hostsOfObjects(cluster: ClusterSnapshot): Generator<{ object: ObjectRef; host: string }> {
  for (const route of routes(cluster)) {
    const targets = route.rules.flatMap((rule) => rule.targets.map((target) => target.host));
    for (const host of new Set([...route.hosts, ...targets])) yield { object: route.object, host };
  }
  for (const rule of objects(cluster, 'DestinationRule')) {
    const host = fullHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '');
    yield { object: refOf(cluster, 'DestinationRule', rule), host };
  }
  for (const entry of objects(cluster, 'ServiceEntry')) {
    for (const host of entry.spec?.hosts ?? []) yield { object: refOf(cluster, 'ServiceEntry', entry), host };
  }
  for (const service of objects(cluster, 'Service')) {
    const { name, namespace = '' } = service.metadata;
    yield { object: refOf(cluster, 'Service', service), host: serviceFqdn(name, namespace) };
  }
}
