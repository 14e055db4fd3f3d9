import { z } from 'zod';

/** One look that is taken at a change before it is applied. */
export const check = z.object({
  /** Stable, in kebab case: `dry-run`, `rights`, `capacity`. */
  code: z.string(),
  /** `unknown`: what it needs to know cannot be had; that is said, and hinders nothing. */
  outcome: z.enum(['passes', 'warns', 'blocks', 'unknown']),
  says: z.string(),
  cure: z.string().nullable(),
  /** Of one that blocks: the word that a person types to pass it all the same; null where nothing passes it. */
  confirm: z.string().nullable(),
});
export type Check = z.infer<typeof check>;

/** The checks that stand in the way, given what a person has typed. */
export const blocking = (checks: readonly Check[], confirmed: readonly string[]): readonly Check[] =>
  checks.filter(
    ({ outcome, confirm }) => outcome === 'blocks' && (confirm === null || !confirmed.includes(confirm)),
  );
