import type { ObjectRef } from '#lib/core/object-ref.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { findObject } from '#lib/mesh/objects.ts';
import type { Situation } from './situation.ts';

/** A change so long before a symptom, in seconds, may have brought it. */
const soon = 900;
/** The beginning of a symptom is known to so many seconds: scrapes and the window of a rate blur it. */
const blur = 60;

/** Whether an object was last written shortly before the symptom began; null where either moment is not known. */
export function changedShortlyBefore(
  { snapshot, symptom, graph }: Situation,
  ref: ObjectRef,
): boolean | null {
  const object = findObject(snapshot, ref);
  const at = object === null ? null : changedAt(object.metadata);
  if (at === null) return null;
  // Without a beginning that is known only a change within the window can have brought it.
  const since = symptom.since ?? graph.at;
  return at <= since + blur && since - at < soon;
}
