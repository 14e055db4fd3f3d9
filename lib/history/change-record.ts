import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';
import { epochSeconds } from '#lib/core/units.ts';

/** What became different at one field of an object; a side that was not there is null. Both are clipped text. */
const fieldChange = z.object({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof fieldChange>;

/** That a change was made through Weft: by whom, as Kubernetes knows them, and what it was meant to do. */
const writtenBy = z.object({
  /** By this it can be taken back. */
  change: z.string(),
  user: z.string(),
  says: z.string(),
});
export type WrittenBy = z.infer<typeof writtenBy>;

export const changeKinds = [
  'created',
  'edited',
  'deleted',
  'rollout',
  'scaled',
  'restarted',
  'proxy',
  'certificate',
  'node',
  'event',
] as const;

/** One thing that happened to an object. What happens to a pod is told of its workload. */
export const changeRecord = z.object({
  /** The same for the same change, however often it is seen. */
  id: z.string(),
  what: z.enum(changeKinds),
  at: epochSeconds,
  object: objectRef,
  /** The field manager that wrote it, as the object tells; null where it does not. */
  by: z.string().nullable(),
  /** What the cluster says of it, such as an event's reason and message; empty where fields say it all. */
  note: z.string(),
  fields: z.array(fieldChange),
  /** How many fields changed beside those kept. */
  more: z.number(),
  /** `watched` as it happened; `found` later, by the times that objects carry: what was there before is not known. */
  seen: z.enum(['watched', 'found']),
  /** Absent where it was not made through Weft. */
  written: writtenBy.optional(),
});
export type ChangeRecord = z.infer<typeof changeRecord>;
export type ChangeKind = ChangeRecord['what'];
