import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { workloads } from '#lib/mesh/workloads.ts';
import { describeNode } from './decorate/describe-node.ts';
import { countFindings } from './decorate/findings.ts';
import { type NodeIdentity, nodeIdOf } from './identity.ts';
import type { GraphNode } from './model.ts';
import type { NodeSeed } from './place.ts';

type Named = Extract<NodeIdentity, { name: string }>;

/** What the configuration knows and a request could end at, whether or not it did: workloads, Services, hosts of ServiceEntries. */
export function knownSeeds(snapshot: MeshSnapshot): readonly NodeSeed[] {
  const seeds = new Map<string, NodeSeed>();
  for (const cluster of snapshot.clusters.values()) {
    for (const seed of seedsOf(cluster)) seeds.set(seed.id, seed);
  }
  return [...seeds.values()];
}

function* seedsOf(cluster: ClusterSnapshot): Generator<NodeSeed> {
  const seed = (identity: Named, app: string | null = null, version: string | null = null): NodeSeed => ({
    id: nodeIdOf(identity),
    identity,
    app,
    version,
  });
  const { id } = cluster;
  for (const { namespace, name, app, version } of workloads(cluster).values()) {
    yield seed({ kind: 'workload', cluster: id, namespace, name }, app, version);
  }
  for (const { metadata } of objects(cluster, 'Service')) {
    yield seed({ kind: 'service', cluster: id, namespace: metadata.namespace ?? '', name: metadata.name });
  }
  for (const { metadata, spec } of objects(cluster, 'ServiceEntry')) {
    for (const name of spec?.hosts ?? []) {
      // A host with a wildcard stands for many, each of which telemetry names in full.
      if (!name.includes('*'))
        yield seed({ kind: 'external', cluster: id, namespace: metadata.namespace ?? '', name });
    }
  }
}

/** A node of which no telemetry speaks: its numbers are not known, which is not the same as none. */
export const silentNode = (seed: NodeSeed, snapshot: MeshSnapshot): GraphNode => ({
  ...describeNode(seed, snapshot),
  marks: [],
  health: { status: 'unknown', rule: null, failed: null, total: null, reporter: null, belowFloor: false },
  findings: countFindings([]),
  inRate: null,
  outRate: null,
});
