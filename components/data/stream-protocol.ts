import { z } from 'zod';

/** What a tab says to the shared worker. `here` is repeated: a closed tab does not say goodbye. */
export const tabMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('watch'), window: z.number().nullable() }),
  z.object({ type: z.literal('here') }),
  z.object({ type: z.literal('bye') }),
]);
export type TabMessage = z.infer<typeof tabMessage>;

export const hereEvery = 20_000;
/** Browsers wake the timers of hidden tabs once a minute: silence for longer than this is a closed tab. */
export const silentAfter = 150_000;
