import { z } from 'zod';
import { seconds } from '#lib/core/units.ts';
import { difference } from './interval.ts';

export const verdictWord = z.enum(['worse', 'not-worse', 'not-enough-data']);
export type VerdictWord = z.infer<typeof verdictWord>;

/** What a canary does worse, each beyond chance. */
const worseBy = z.enum(['fails', 'refuses', 'slow']);
export type WorseBy = z.infer<typeof worseBy>;

/** A canary beside the stable version as it is now, with the numbers that decide. */
export const verdict = z.object({
  version: z.string(),
  stable: z.string(),
  verdict: verdictWord,
  reasons: z.array(worseBy),
  /** By how much more of its requests fail, and are refused; null without data. */
  failed: difference.nullable(),
  refused: difference.nullable(),
  /** Its p99 over the stable version's; null without data. */
  p99Ratio: z.number().nullable(),
  /** How much more it takes to tell, if what was seen goes on; null where it is told, or more would not tell either. */
  more: z
    .object({
      /** Of the canary. */
      requests: z.number().int(),
      /** How long that takes at the canary's rate; null where it gets none. */
      seconds: seconds.nullable(),
    })
    .nullable(),
  says: z.string(),
});
export type Verdict = z.infer<typeof verdict>;
