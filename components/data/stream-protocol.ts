import { z } from 'zod';

/** What a tab says to the shared worker. `here` is repeated: a closed tab does not say goodbye. */
export const tabMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('watch'), window: z.number().nullable() }),
  z.object({ type: z.literal('here') }),
  z.object({ type: z.literal('bye') }),
]);
export type TabMessage = z.infer<typeof tabMessage>;
