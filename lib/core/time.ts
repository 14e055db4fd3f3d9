import { z } from 'zod';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from './units.ts';

/** A window and, when time is frozen, the moment at which it ends. `at` null follows the present. */
const timeSelection = z.object({ window: seconds, at: epochSeconds.nullable() });
export type TimeSelection = z.infer<typeof timeSelection>;

/** The last moment on the grid not after `now`: all viewers of a window ask for the same moments. */
export function alignToGrid(now: EpochSeconds, step: Seconds): EpochSeconds {
  return epochSeconds.parse(Math.floor(now / step) * step);
}

/**
 * The step of a chart over `span` seconds: about 120 points, never finer than the scrape interval.
 * The rate window that goes with it is at least four scrapes, so that one missed scrape leaves no hole.
 */
export function chartStep(span: Seconds, scrapeInterval: Seconds): { step: Seconds; rateWindow: Seconds } {
  const step = Math.max(scrapeInterval, Math.ceil(span / 120));
  return { step: seconds.parse(step), rateWindow: seconds.parse(Math.max(4 * scrapeInterval, step)) };
}
