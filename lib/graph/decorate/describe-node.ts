import { clusterId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt } from '#lib/mesh/workloads.ts';
import type { NodeIdentity } from '../identity.ts';
import type { GraphNode } from '../model.ts';
import type { NodeSeed } from '../place.ts';
import { workloadEntriesOf } from './node-marks.ts';

/** Everything of a node but what its edges and findings say. */
export type NodeDescription = Omit<GraphNode, 'marks' | 'health' | 'findings' | 'inRate' | 'outRate'>;

const plain = {
  object: null,
  gateway: false,
  waypoint: false,
  proxy: null,
  pods: null,
  workloadEntries: [],
};

const names: Readonly<Record<'passthrough' | 'blackhole' | 'unknown' | 'unknown-target', string>> = {
  passthrough: 'PassthroughCluster',
  blackhole: 'BlackHoleCluster',
  unknown: 'unknown',
  'unknown-target': 'unknown destination',
};

/** A node as telemetry names it, with what the configuration knows of it: its object, its pods, its proxy. */
export function describeNode(seed: NodeSeed, snapshot: MeshSnapshot): NodeDescription {
  const { identity, id, app, version } = seed;
  const cluster = clusterId.parse(identity.cluster);
  const objects = snapshot.clusters.get(cluster);
  if (!('name' in identity)) {
    const kind = identity.kind === 'unknown-target' ? 'unknown' : identity.kind;
    return { id, kind, cluster, namespace: null, name: names[identity.kind], app, version, ...plain };
  }
  const { kind, namespace, name } = identity;
  const base = { id, kind, cluster, namespace, name, app, version, ...plain };
  if (objects === undefined) return base;
  if (kind !== 'workload') return { ...base, object: objectOf(objects, identity) };
  const workload = workloadAt(objects, identity.namespace, name);
  const facts = workload === null ? base : { ...base, ...workloadFacts(workload) };
  return {
    ...facts,
    workloadEntries: [...workloadEntriesOf(objects, { ...identity, app: facts.app, version: facts.version })],
  };
}

function workloadFacts(workload: Workload) {
  const { object, app, version, gateway, waypoint, proxy, pods } = workload;
  const isSelf = proxy === 'gateway' || proxy === 'waypoint';
  const named = version === 'latest' ? null : version;
  return { object, app, version: named, gateway, waypoint, proxy: isSelf ? null : proxy, pods };
}

function objectOf(
  cluster: ClusterSnapshot,
  identity: Extract<NodeIdentity, { kind: 'service' | 'external' }>,
): ObjectRef | null {
  const { kind, namespace, name } = identity;
  if (namespace === null) return null;
  if (kind === 'service') {
    const service = objectAt(cluster, 'Service', namespace, name);
    return service === null ? null : refOf(cluster, 'Service', service);
  }
  for (const entry of objects(cluster, 'ServiceEntry', namespace)) {
    if (entry.spec?.hosts?.includes(name)) return refOf(cluster, 'ServiceEntry', entry);
  }
  return null;
}
