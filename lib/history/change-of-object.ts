import { isObject, type Json, type JsonObject, objectAt } from '#lib/core/json.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ChangeKind, ChangeRecord } from './change-record.ts';
import { fieldChanges } from './field-changes.ts';
import { lastWriter } from './last-writer.ts';

/** Annotations that controllers keep for themselves: a change of them is nobody's edit. */
const noise =
  /^(deployment\.kubernetes\.io\/|rollout\.argoproj\.io\/revision|deprecated\.daemonset\.|kubectl\.kubernetes\.io\/last-applied|autoscaling\.alpha|control-plane\.alpha\.kubernetes\.io\/leader|istio\.io\/(dis)?connectedAt)/;

/** A write is seen within so many seconds. */
const fresh = 3;

interface Seen {
  readonly ref: ObjectRef;
  readonly before: KubeObject | null;
  readonly after: KubeObject | null;
  /** When it was noticed; what an object tells of itself comes first. */
  readonly now: EpochSeconds;
}

/** What was done to an object of which both states are known; null where only its status or bookkeeping differs. */
export function changeOfObject({ ref, before, after, now }: Seen): ChangeRecord | null {
  const newest = after ?? before;
  if (newest === null) return null;
  const replaced = before !== null && after !== null && before.metadata.uid !== after.metadata.uid;
  if (before === null || after === null) {
    const gone = after === null;
    const at = gone ? now : bornAt(after, now);
    const by = gone ? null : (lastWriter(after.metadata)?.by ?? null);
    const id = `${objectKey(ref)}@${gone ? 'deleted' : 'created'}@${newest.metadata.uid ?? at}`;
    return { ...plain(ref), id, what: gone ? 'deleted' : 'created', at, by };
  }
  const { fields, more } = fieldChanges(partsOf(before), partsOf(after));
  if (fields.length === 0) return null;
  const written = lastWriter(after.metadata);
  // An object that was made anew carries no old times: its writer is that of the new one all the same. Of two writes within a
  // second the second one carries no newer time than the first.
  const isNew =
    written !== null &&
    (replaced || written.at > (lastWriter(before.metadata)?.at ?? 0) || now - written.at <= fresh);
  const at = isNew ? written.at : now;
  return {
    ...plain(ref),
    id: `${objectKey(ref)}@${at}@${after.metadata.resourceVersion ?? ''}`,
    what: kindOf(fields.map(({ path }) => path)),
    at,
    by: written?.by ?? null,
    fields: [...fields],
    more,
  };
}

const plain = (object: ObjectRef) => ({ object, note: '', fields: [], more: 0, seen: 'watched' as const });

function bornAt({ metadata }: KubeObject, now: EpochSeconds): EpochSeconds {
  const born = Math.floor(Date.parse(metadata.creationTimestamp ?? '') / 1000);
  return Number.isFinite(born) ? epochSeconds.parse(born) : now;
}

function kindOf(paths: readonly string[]): ChangeKind {
  if (paths.some((path) => path.startsWith('spec.template'))) return 'rollout';
  return paths.every((path) => path === 'spec.replicas') ? 'scaled' : 'edited';
}

/** What people and tools declare: labels, annotations and everything beside metadata and status. */
function partsOf(object: KubeObject): JsonObject {
  // It came as JSON from the API server.
  const whole = object as unknown as Json;
  const { apiVersion: _v, kind: _k, metadata, status: _s, ...rest } = isObject(whole) ? whole : {};
  const annotations = Object.entries(objectAt(metadata, 'annotations')).filter(([key]) => !noise.test(key));
  return {
    ...rest,
    metadata: { labels: objectAt(metadata, 'labels'), annotations: Object.fromEntries(annotations) },
  };
}
