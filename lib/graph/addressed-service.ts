import { clusterId } from '#lib/core/ids.ts';
import { parseServiceFqdn, serviceFqdn } from '#lib/istio/hosts.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Labels } from '#lib/prom/series.ts';
import { isNamed } from './label-value.ts';
import type { ServiceRef } from './model.ts';

/** `destination_service` without a port: for NR and NC a sidecar writes the raw Host header there. */
export function hostOf({ destination_service: host, destination_service_name: name }: Labels): string | null {
  const written = isNamed(host) ? host : isNamed(name) ? name : null;
  return written === null ? null : written.replace(/:\d+$/, '').toLowerCase();
}

const clusters = new Set(['PassthroughCluster', 'BlackHoleCluster', 'InboundPassthroughCluster']);

/** The service a request was addressed to: by its labels, else by what the host means where the caller is. */
export function serviceOf(labels: Labels, cluster: string, snapshot: MeshSnapshot): ServiceRef | null {
  const { destination_service_name: name, destination_service_namespace: namespace } = labels;
  const host = hostOf(labels);
  if (host === null || clusters.has(name?.replace(/IpV[46]$/i, '') ?? '')) return null;
  const id = clusterId.parse(cluster);
  const local = parseServiceFqdn(host);
  if (local !== null) return { cluster: id, ...local, host };
  const entry = entryOf(host, labels, cluster, snapshot);
  if (entry !== null) return { cluster: id, namespace: entry.namespace, name: entry.host, host };
  const short = shortName(host, labels, cluster, snapshot);
  if (short !== null) return { cluster: id, ...short, host: serviceFqdn(short.name, short.namespace) };
  return isNamed(name) && isNamed(namespace) ? { cluster: id, namespace, name, host } : null;
}

/** The ServiceEntry that a host means to its caller; null where it is none. */
export function entryOf(host: string, labels: Labels, cluster: string, snapshot: MeshSnapshot) {
  const objects = snapshot.clusters.get(clusterId.parse(cluster));
  if (objects === undefined) return null;
  const viewer = labels.source_workload_namespace;
  const resolved = resolveHost(objects, host, isNamed(viewer) ? viewer : '');
  return resolved?.kind === 'service-entry' ? { host: resolved.host, namespace: resolved.namespace } : null;
}

/** `reviews`, `reviews.shop` or `reviews.shop.svc` as a program writes them → the Service, when it exists. */
function shortName(host: string, labels: Labels, cluster: string, snapshot: MeshSnapshot) {
  const objects = snapshot.clusters.get(clusterId.parse(cluster));
  const [name = '', namespace = labels.source_workload_namespace ?? '', svc, ...rest] = host.split('.');
  if (objects === undefined || rest.length > 0 || (svc !== undefined && svc !== 'svc')) return null;
  return objectAt(objects, 'Service', namespace, name) === null ? null : { name, namespace };
}

/** Tells which Service a host without a namespace means, by the Services that there are. */
export function serviceByHost(snapshot: MeshSnapshot) {
  return (labels: Labels, cluster: string): { readonly namespace: string; readonly name: string } | null => {
    const host = hostOf(labels);
    return host === null ? null : shortName(host, labels, cluster, snapshot);
  };
}
