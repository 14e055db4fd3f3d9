import type { NodeId } from '#lib/core/ids.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import { findObject, kindNameOf, objectAt } from '#lib/mesh/objects.ts';
import { referencesOf } from '#lib/mesh/references.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { nodeIdOf } from '../identity.ts';
import { hostsOfObject } from './hosts-of-objects.ts';
import { selectedWorkloads } from './selected-workloads.ts';

/** A node of the graph and where it is. */
export interface ShownAt {
  readonly node: NodeId;
  readonly namespace: string;
}

/**
 * Where the graph shows what an object is about: a workload that it selects, one behind a host that it names, else that
 * host. Null where the graph has nothing of it.
 */
export function nodeShowing(snapshot: MeshSnapshot, ref: ObjectRef): ShownAt | null {
  const cluster = snapshot.clusters.get(ref.cluster);
  if (cluster === undefined) return null;
  const [selected] = selectedWorkloads(cluster, ref);
  if (selected !== undefined) return workloadNode(cluster, selected);
  const shown = [...hostsOfObject(cluster, objectKey(ref))].map((host) => ofHost(cluster, host));
  // A workload is drawn wherever there is traffic, a service on request only.
  return shown.find((each) => each?.workload === true) ?? shown.find((each) => each !== null) ?? null;
}

/** So many nodes are looked at of an object that is about more: one of the root namespace is about the whole mesh. */
const mostGoverned = 200;

/**
 * Every node of the graph that an object governs: workloads that it selects, else those behind Services that it names or is,
 * and hosts outside that it names or declares. A name that nobody has governs nothing.
 */
export function nodesGoverned(snapshot: MeshSnapshot, ref: ObjectRef): ReadonlySet<NodeId> {
  const cluster = snapshot.clusters.get(ref.cluster);
  const kind = kindNameOf(ref.group, ref.kind);
  const object = findObject(snapshot, ref);
  if (cluster === undefined || kind === null || object === null) return new Set();
  const selected = selectedWorkloads(cluster, ref);
  const named = [...referencesOf(cluster, kind, object)].flatMap((one) => one.object ?? []);
  const nodes =
    selected.length > 0
      ? selected.map((workload) => workloadNode(cluster, workload).node)
      : [ref, ...named].flatMap((about) => nodesBehind(cluster, about));
  return new Set(nodes.slice(0, mostGoverned));
}

function nodesBehind(cluster: ClusterSnapshot, { kind, namespace, name }: ObjectRef): readonly NodeId[] {
  if (kind === 'Service') {
    const behind = workloadsOfServices(cluster).get(`${namespace ?? ''}/${name}`) ?? [];
    return behind.map((workload) => workloadNode(cluster, workload).node);
  }
  const entry = kind === 'ServiceEntry' ? objectAt(cluster, kind, namespace ?? '', name) : null;
  return (entry?.spec?.hosts ?? []).flatMap((host) => ofHost(cluster, host)?.node ?? []);
}

const workloadNode = (
  { id: cluster }: ClusterSnapshot,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): ShownAt => ({ node: nodeIdOf({ kind: 'workload', cluster, namespace, name }), namespace });

function ofHost(cluster: ClusterSnapshot, host: string): (ShownAt & { workload: boolean }) | null {
  const service = parseServiceFqdn(host);
  if (service !== null) {
    const [behind] = workloadsOfServices(cluster).get(`${service.namespace}/${service.name}`) ?? [];
    if (behind !== undefined) return { ...workloadNode(cluster, behind), workload: true };
    if (objectAt(cluster, 'Service', service.namespace, service.name) === null) return null;
    const node = nodeIdOf({ kind: 'service', cluster: cluster.id, ...service });
    return { node, namespace: service.namespace, workload: false };
  }
  const found = resolveHost(cluster, host, '');
  if (found?.kind !== 'service-entry' || host.includes('*')) return null;
  const { namespace = '' } = found.entry.metadata;
  return {
    node: nodeIdOf({ kind: 'external', cluster: cluster.id, namespace, name: host }),
    namespace,
    workload: false,
  };
}
