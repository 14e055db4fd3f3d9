import type { Json } from '#lib/core/json.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { lastWritten } from '#lib/k8s/last-written.ts';
import type { WorkloadController } from '#lib/k8s/workload-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeRecord } from './change-record.ts';
import { eventChange } from './event-change.ts';
import { fieldChanges } from './field-changes.ts';
import { notReady } from './node-changes.ts';
import { editedKinds, rolledOut } from './recorded-kinds.ts';

const revision = 'deployment.kubernetes.io/revision';
const rolls = new Set<KindName>(rolledOut);

/**
 * What the objects of a kind tell of the time before they were watched, one after the other, for a large mesh has it by the
 * thousand: when each manager wrote them last, and of ReplicaSets when each revision of their Deployment was rolled out and what
 * it changed.
 */
export function* backfill(
  cluster: ClusterSnapshot,
  kind: KindName,
  now: EpochSeconds,
): Generator<ChangeRecord> {
  if (kind === 'ReplicaSet') yield* rollouts(cluster);
  else if (kind === 'Node') yield* notReady(cluster, now);
  else if (kind === 'Event') yield* warnings(cluster, now);
  else if (editedKinds.includes(kind)) yield* writes(cluster, kind);
}

function* warnings(cluster: ClusterSnapshot, now: EpochSeconds): Generator<ChangeRecord> {
  for (const event of objects(cluster, 'Event')) {
    const change = eventChange(cluster, event, now);
    if (change !== null) yield { ...change, seen: 'found' };
  }
}

function* writes(cluster: ClusterSnapshot, kind: KindName): Generator<ChangeRecord> {
  for (const object of objects(cluster, kind)) {
    const ref = refOf(cluster, kind, object);
    const born = secondsOf(object.metadata.creationTimestamp);
    const written = lastWritten(object.metadata);
    if (born !== null)
      yield {
        ...found(ref),
        id: `${objectKey(ref)}@created@${object.metadata.uid ?? born}`,
        what: 'created',
        at: born,
        by: written.find(({ at }) => at === born)?.by ?? null,
      };
    for (const { by, at } of written) {
      // The controller keeps its bookkeeping in annotations of the object itself.
      if (at === born || (rolls.has(kind) && by === 'kube-controller-manager')) continue;
      yield { ...found(ref), id: `${objectKey(ref)}@${at}@found`, what: 'edited', at, by };
    }
  }
}

function* rollouts(cluster: ClusterSnapshot): Generator<ChangeRecord> {
  const owned = Map.groupBy(objects(cluster, 'ReplicaSet'), ({ metadata }) => {
    const owner = metadata.ownerReferences?.find(({ kind }) => kind === 'Deployment');
    return owner === undefined ? '' : `${metadata.namespace ?? ''}/${owner.name}`;
  });
  owned.delete('');
  for (const [key, sets] of owned) {
    const [namespace = '', name = ''] = key.split('/');
    const ref = { cluster: cluster.id, group: 'apps', kind: 'Deployment', namespace, name };
    const inOrder = sets.toSorted((a, b) => revisionOf(a) - revisionOf(b));
    for (const [i, set] of inOrder.entries()) {
      const before = inOrder[i - 1];
      const at = secondsOf(set.metadata.creationTimestamp);
      if (before === undefined || at === null) continue;
      const { fields, more } = fieldChanges(templateOf(before), templateOf(set), 'spec.template');
      const id = `${objectKey(ref)}@revision@${set.metadata.uid ?? at}`;
      const note = `revision ${revisionOf(set)}`;
      yield { ...found(ref), id, what: 'rollout', at, note, fields: withoutHash(fields), more };
    }
  }
}

const found = (object: ChangeRecord['object']) => ({
  object,
  by: null,
  note: '',
  fields: [],
  more: 0,
  seen: 'found' as const,
});

function secondsOf(time = ''): EpochSeconds | null {
  const at = Math.floor(Date.parse(time) / 1000);
  return Number.isFinite(at) ? epochSeconds.parse(at) : null;
}

const revisionOf = ({ metadata }: WorkloadController): number =>
  Number(metadata.annotations?.[revision] ?? 0);
// The template came as JSON from the API server.
const templateOf = ({ spec }: WorkloadController): Json => (spec?.template ?? {}) as unknown as Json;
const withoutHash = (fields: readonly ChangeRecord['fields'][number][]) =>
  fields.filter(({ path }) => !path.endsWith('pod-template-hash'));
