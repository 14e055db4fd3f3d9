import { z } from 'zod';
import type { Limits } from './limits.ts';
import type { Tally } from './version-numbers.ts';

/** How many times faster than the objective allows failures use it up; null without data. */
export const burn = z.object({ short: z.number().nullable(), long: z.number().nullable() });
export type Burn = z.infer<typeof burn>;

/** The two windows in seconds. */
export const burnWindows = { short: 300, long: 3600 } as const;

/**
 * The burn rate of what users get. 1 uses up just what the objective allows. Refused requests do not count: they are the callers'
 * own.
 */
export function burnRate(users: Tally | null, { objective }: Pick<Limits, 'objective'>): number | null {
  if (users === null || users.requests === 0) return null;
  return users.failed / users.requests / (1 - objective / 100);
}

/**
 * Whether failures burn too fast: over the long window, so that it matters, and over the short one, so that it still goes on (Google's
 * SRE workbook, "Alerting on SLOs", 6: multiwindow, multi-burn-rate alerts). Null where one is not known.
 */
export function burnsTooFast({ short, long }: Burn, { burnRate: most }: Limits): boolean | null {
  if (short === null || long === null) return null;
  return short > most && long > most;
}
