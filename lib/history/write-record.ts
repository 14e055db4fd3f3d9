import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { changePlan } from '#lib/edit/change-plan.ts';

/** What was written at once through Weft, by whom, and the way back: what an undo needs, also of a later process. */
export const writeRecord = z.object({
  id: z.string(),
  at: epochSeconds,
  /** As Kubernetes knows them. */
  user: z.string(),
  /** What it was meant to do, in one sentence. */
  says: z.string(),
  objects: z.array(z.object({ object: objectRef, do: z.enum(['patch', 'create', 'delete']) })),
  /** The change that this one takes back. */
  undoes: z.string().nullable(),
  /** The plan that takes it back; null where nothing was changed, or the plan is not kept. */
  back: changePlan.nullable(),
  /** Why the way back is not kept, in words that end a sentence; null where it is, or there is none. */
  notKept: z.string().nullable(),
});
export type WriteRecord = z.infer<typeof writeRecord>;
