import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';

/** The rule that an editor changes: one that there is, or the one that a service without any route gets. */
export const ruleTarget = z.union([
  z.object({ ref: objectRef, rule: z.string() }),
  z.object({ service: z.object({ namespace: z.string(), name: z.string() }) }),
]);
export type RuleTarget = z.infer<typeof ruleTarget>;
