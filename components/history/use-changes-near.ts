'use client';
import { useHistory } from '#components/data/use-history.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { type EpochSeconds, seconds } from '#lib/core/units.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';

/** What stands around an edge or a node. */
export interface Surroundings {
  /** What decides what happens here. */
  readonly governing: readonly ObjectRef[];
  /** What is at the ends: a step away. */
  readonly ends: readonly (ObjectRef | null)[];
}

/** The half hour that charts show, and a quarter before it. */
const span = seconds.parse(2700);

/** What changed around an edge or a node, and how many steps away that is. The same answer serves the list and the charts. */
export function useChangesNear({ governing, ends }: Surroundings, at: EpochSeconds | null) {
  const near = new Set(governing.map(objectKey));
  const objects = [...new Set([...near, ...ends.flatMap((ref) => (ref === null ? [] : objectKey(ref)))])];
  return {
    loaded: useHistory({ objects }, at, span),
    /** Nothing that could change is known here: there is no question to answer. */
    isEmpty: objects.length === 0,
    distance: ({ object }: ChangeRecord): number => (near.has(objectKey(object)) ? 0 : 1),
  };
}
