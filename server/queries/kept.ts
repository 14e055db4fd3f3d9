import { WeftError } from '#lib/core/error-code.ts';
import { alignToGrid } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { anyTraffic } from '#lib/prom/queries/any-traffic.ts';
import type { Context } from '../context.ts';
import type { RangeSpan, TrafficReading } from '../prom/source.ts';

/** Moments of a span at which it is looked whether there is anything; then as many between the first that has and the one before, and on. */
const looks = 120;
const minute = seconds.parse(60);

type Asking = Pick<Context, 'prom' | 'clock' | 'signal'>;

/**
 * Throws WeftError `not-found` where nothing was read at a past moment because Prometheus holds nothing of it, with the time
 * from which it does. A moment whose series are there and stand still is an ordinary empty graph. Costs a few queries, and only
 * where nothing was read.
 */
export async function assertKept(ctx: Asking, reading: TrafficReading): Promise<void> {
  const { at, window, samples, missing } = reading;
  if (samples.length > 0 || missing.length > 0) return;
  const next = await nextHeld(ctx, reading).catch((error: unknown) => {
    if (ctx.signal.aborted) throw error;
    // What cannot be asked is not claimed.
    return null;
  });
  if (next === null) return;
  throw new WeftError(
    'not-found',
    `Prometheus holds no traffic of the mesh at ${formatUtc(at)}, nor in the ${formatSpan(window)} before. The next that it holds is from about ${formatUtc(next)}.`,
    {
      cure: 'Choose a later moment, or follow the present. The moment may lie outside of what Prometheus keeps, or it may not have scraped then.',
    },
  );
}

/** About when the series of the mesh begin after a moment that has none; null where it has some, or none come. */
async function nextHeld(
  { prom, clock, signal }: Asking,
  { at, scrapeInterval }: TrafficReading,
): Promise<EpochSeconds | null> {
  const then = await prom.instant(anyTraffic(), at, signal);
  if (then.length > 0) return null;
  const now = alignToGrid(epochSeconds.parse(clock.now() / 1000), minute);
  const first = async (from: EpochSeconds, until: EpochSeconds) => {
    const span = spanBetween(from, until, scrapeInterval);
    const [row] = await prom.range(anyTraffic(), span, signal);
    const found = row?.points.find(([moment, value]) => moment > from && value !== null)?.[0] ?? null;
    return { found, before: epochSeconds.parse(Math.max(from, (found ?? until) - span.step)) };
  };
  let seen = await first(at, now);
  // Each look narrows it a hundredfold: after years that takes four.
  while (seen.found !== null && seen.found - seen.before > Math.max(minute, scrapeInterval)) {
    const closer = await first(seen.before, seen.found);
    if (closer.found === null) break;
    seen = closer;
  }
  return seen.found;
}

/** Looks that end where the span does: what is held now may have begun a moment ago. */
function spanBetween(from: EpochSeconds, until: EpochSeconds, scrape: Seconds): RangeSpan {
  const step = seconds.parse(Math.max(scrape, Math.ceil((until - from) / looks), 1));
  const steps = Math.max(1, Math.ceil((until - from) / step));
  return { start: epochSeconds.parse(until - steps * step), end: until, step };
}
