import type { JsonObject } from '#lib/core/json.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ChangeStep } from '#lib/edit/change-plan.ts';
import { copyOf } from '#lib/edit/object-json.ts';
import { stepBetween } from '#lib/edit/step-between.ts';
import { findObject } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';

/** The step that changes an object as `write` does to a copy of it; null where it is gone, or `write` changes nothing. */
export function fixOf(
  snapshot: MeshSnapshot,
  ref: ObjectRef,
  write: (object: JsonObject) => void,
): readonly ChangeStep[] | null {
  const before = findObject(snapshot, ref);
  if (before === null) return null;
  const after = copyOf(before);
  write(after);
  const step = stepBetween(ref, before, after);
  return step === null ? null : [step];
}

/** The parent of the value at a field path such as `spec.http[0].fault`, and the value's own key; null where there is no such place. */
export function placeAt(
  object: JsonObject,
  path: string,
): { readonly parent: Record<string, unknown>; readonly key: string } | null {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop();
  let at: unknown = object;
  for (const key of keys) at = isRecord(at) ? at[key] : undefined;
  return last !== undefined && isRecord(at) ? { parent: at, key: last } : null;
}

/** Arrays too: a place in one is a key like any. */
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Takes away the value at a path. */
export function without(path: string): (object: JsonObject) => void {
  return (object) => {
    const place = placeAt(object, path);
    if (place !== null) delete place.parent[place.key];
  };
}

/** Writes a value at a path whose parent is there. */
export function written(path: string, value: unknown): (object: JsonObject) => void {
  return (object) => {
    const place = placeAt(object, path);
    if (place !== null) place.parent[place.key] = value;
  };
}
