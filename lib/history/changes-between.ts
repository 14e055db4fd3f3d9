import type { EpochSeconds } from '#lib/core/units.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { kindObjects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { certificateChanges } from './certificate-changes.ts';
import { changeOfObject } from './change-of-object.ts';
import type { ChangeRecord } from './change-record.ts';
import { eventChange } from './event-change.ts';
import { nodeChanges } from './node-changes.ts';
import { proxyChanges, restarts } from './pod-changes.ts';
import { editedKinds } from './recorded-kinds.ts';
import { scaledBy } from './scaled-by.ts';

type Named<O extends KubeObject = KubeObject> = ReadonlyMap<string, O>;
const none: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * What happened between two snapshots of one watch. Only maps that are not the same value are looked into, so the cost is
 * that of what changed. A kind that had not been listed yet brings nothing: that it is known now is no change.
 */
export function changesBetween(
  before: MeshSnapshot,
  after: MeshSnapshot,
  now: EpochSeconds,
): readonly ChangeRecord[] {
  const changes: ChangeRecord[] = [];
  for (const [id, cluster] of after.clusters) {
    const old = before.clusters.get(id);
    if (old === undefined || old === cluster) continue;
    for (const kind of editedKinds) if (wasListed(old, kind)) changes.push(...edits(old, cluster, kind, now));
    changes.push(...certificateChanges(old, cluster, now));
    if (wasListed(old, 'Pod')) changes.push(...ofPods(old, cluster, now));
    if (wasListed(old, 'Node')) changes.push(...ofNodes(old, cluster, now));
    if (wasListed(old, 'Event')) changes.push(...ofEvents(old, cluster, now));
  }
  return changes;
}

/** Whether a kind's objects were all known. What cannot be listed any more is not gone. */
export const wasListed = (cluster: ClusterSnapshot, kind: KindName): boolean => {
  const phase = cluster.states.get(kind)?.phase;
  return phase === 'live' || phase === 'stale';
};

function* edits(old: ClusterSnapshot, cluster: ClusterSnapshot, kind: KindName, now: EpochSeconds) {
  if (!wasListed(cluster, kind)) return;
  for (const [before, after] of changedMaps(old, cluster, kind)) {
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
      const known = is ?? was;
      if (was === is || known === null) continue;
      const change = changeOfObject({ ref: refOf(cluster, kind, known), before: was, after: is, now });
      if (change !== null) yield scaledBy(cluster, change);
    }
  }
}

function* ofNodes(old: ClusterSnapshot, cluster: ClusterSnapshot, now: EpochSeconds) {
  if (!wasListed(cluster, 'Node')) return;
  for (const [before, after] of changedMaps(old, cluster, 'Node'))
    yield* nodeChanges(cluster, before, after, now);
}

function* ofPods(old: ClusterSnapshot, cluster: ClusterSnapshot, now: EpochSeconds) {
  const [was, is] = [kindObjects(old, 'Pod'), kindObjects(cluster, 'Pod')];
  for (const [namespace, after] of is) {
    const before: Named<Pod> = was.get(namespace) ?? none;
    if (before === after) continue;
    yield* restarts(cluster, before, after, now);
    yield* proxyChanges(cluster, before, after, now);
  }
}

function* ofEvents(old: ClusterSnapshot, cluster: ClusterSnapshot, now: EpochSeconds) {
  for (const [before, after] of changedMaps(old, cluster, 'Event')) {
    for (const [name, event] of after) {
      if (before.get(name) === event) continue;
      const change = eventChange(cluster, event, now);
      if (change !== null) yield change;
    }
  }
}

function* changedMaps(old: ClusterSnapshot, cluster: ClusterSnapshot, kind: KindName) {
  const [was, is] = [old.objects.get(kind), cluster.objects.get(kind)];
  if (was === is) return;
  for (const namespace of new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])) {
    const before: Named = was?.get(namespace) ?? none;
    const after: Named = is?.get(namespace) ?? none;
    if (before !== after) yield [before, after] as const;
  }
}
