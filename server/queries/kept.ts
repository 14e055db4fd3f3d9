import { WeftError } from '#lib/core/error-code.ts';
import { alignToGrid } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { anyTraffic } from '#lib/prom/queries/any-traffic.ts';
import type { Context } from '../context.ts';
import type { RangeSpan, TrafficReading } from '../prom/source.ts';

/** Moments at which it is looked whether there is anything: the first one that has is known this finely. */
const looks = 120;
const minute = seconds.parse(60);

/**
 * Throws WeftError `not-found` where nothing was read at a past moment because Prometheus holds nothing of it, with the time
 * from which it does. A moment whose series are there and stand still is an ordinary empty graph. Costs two queries, and only
 * where nothing was read.
 */
export async function assertKept(ctx: Context, reading: TrafficReading): Promise<void> {
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
  { prom, clock, signal }: Context,
  { at, scrapeInterval }: TrafficReading,
): Promise<EpochSeconds | null> {
  const then = await prom.instant(anyTraffic(), at, signal);
  if (then.length > 0) return null;
  const now = alignToGrid(epochSeconds.parse(clock.now() / 1000), minute);
  const [row] = await prom.range(anyTraffic(), spanBetween(at, now, scrapeInterval), signal);
  return row?.points.find(([moment, value]) => moment > at && value !== null)?.[0] ?? null;
}

/** The looks end with the present: what is held may have begun a moment ago. */
function spanBetween(at: EpochSeconds, now: EpochSeconds, scrape: Seconds): RangeSpan {
  const step = seconds.parse(Math.max(scrape, Math.ceil((now - at) / looks), 1));
  const steps = Math.max(1, Math.ceil((now - at) / step));
  return { start: epochSeconds.parse(now - steps * step), end: now, step };
}
