import { z } from 'zod';
import { epochSeconds } from '#lib/core/units.ts';
import { changeRecord } from '#lib/history/change-record.ts';

/** GET /api/v1/history: what changed, of objects that the viewer may read, the newest first. */
export const historyResponse = z.object({
  from: epochSeconds,
  to: epochSeconds,
  changes: z.array(changeRecord),
  /** There are more in this time than were asked for. */
  more: z.boolean(),
  /** Whether what is kept outlives the server, and why not where it should. */
  kept: z.object({ lasting: z.boolean(), trouble: z.string().nullable() }),
});
export type HistoryResponse = z.infer<typeof historyResponse>;
