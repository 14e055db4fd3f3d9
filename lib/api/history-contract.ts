import { z } from 'zod';
import { epochSeconds } from '#lib/core/units.ts';
import { changeRecord } from '#lib/history/change-record.ts';

const historyCount = z.object({ name: z.string(), count: z.number().int() });

/** GET /api/v1/history: what changed, of objects that the viewer may read, the newest first. */
export const historyResponse = z.object({
  from: epochSeconds,
  to: epochSeconds,
  changes: z.array(changeRecord),
  /** There are more in this time than were asked for. */
  more: z.boolean(),
  /** By this the next ones are asked for; null where there are none. */
  next: z.string().nullable(),
  /** How many there are of what was asked for, and of which kinds and by whom there are any in this time; null where not asked. */
  counts: z
    .object({
      total: z.number().int(),
      kinds: z.array(historyCount),
      who: z.array(historyCount),
    })
    .nullable(),
  /** Whether what is kept outlives the server, and why not where it should. */
  kept: z.object({ lasting: z.boolean(), trouble: z.string().nullable() }),
});
export type HistoryResponse = z.infer<typeof historyResponse>;
