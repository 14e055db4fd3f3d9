import { z } from 'zod';
import { epochSeconds, seconds, share } from '#lib/core/units.ts';
import { burn } from '#lib/verdict/burn-rate.ts';
import { limits } from '#lib/verdict/limits.ts';
import { verdict, verdictWord } from '#lib/verdict/verdict.ts';
import { tally, versionNumbers } from '#lib/verdict/version-numbers.ts';

/**
 * GET /api/v1/verdict?cluster=&namespace=&service=&window=SECONDS[&at=EPOCH][&stable=VERSION] : the versions of a service side by
 * side, and whether a canary is worse than the stable one.
 */
export const verdictResponse = z.object({
  at: epochSeconds,
  window: seconds,
  /** Full names: more than one where a route divides requests between services. */
  hosts: z.array(z.string()),
  /** The version that the others are compared with; null where none stands out. */
  stable: z.string().nullable(),
  /** Who counted the requests of the versions; null where nobody told them apart. */
  reporter: z.enum(['destination', 'waypoint', 'source']).nullable(),
  /** The stable one first. Those that get no requests are among them. */
  versions: z.array(
    versionNumbers.extend({
      declared: share.nullable(),
      pods: z.object({ ready: z.number().int(), total: z.number().int() }).nullable(),
      /** The destinations of routes that lead to it alone. */
      targets: z.array(z.object({ host: z.string(), subset: z.string().nullable() })),
      verdict: verdict.nullable(),
    }),
  ),
  /** What callers sent that came to no version: their own proxies answered it. Null where nothing did. */
  withoutVersion: tally.nullable(),
  /** What users got, counted once however often it was tried again. */
  users: z.object({ reporter: z.enum(['source', 'waypoint']), tally }).nullable(),
  burn,
  /** What is wrong with the service besides the canary. */
  incidents: z.array(z.string()),
  limits: limits.required(),
  /** Of the canary that does worst; null where there is nothing to compare. */
  verdict: verdictWord.nullable(),
  says: z.string(),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type VerdictResponse = z.infer<typeof verdictResponse>;
