import { z } from 'zod';
import { epochSeconds, seconds } from '#lib/core/units.ts';

/** An event of GET /api/v1/stream. Events carry versions; what changed is fetched by GET. */
export const streamEvent = z.discriminatedUnion('type', [
  /** Sent first, and every 15 s to keep the connection open. */
  z.object({ type: z.literal('hello'), now: epochSeconds }),
  /** A new graph can be fetched: for `window`, ending `at`. */
  z.object({
    type: z.literal('graph'),
    window: seconds,
    at: epochSeconds,
    snapshotVersion: z.number().int(),
  }),
  /** The configuration changed. */
  z.object({ type: z.literal('snapshot'), version: z.number().int() }),
  /** A source changed phase. */
  z.object({ type: z.literal('status') }),
]);
export type StreamEvent = z.infer<typeof streamEvent>;
