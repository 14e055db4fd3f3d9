import { WeftError } from '#lib/core/error-code.ts';
import { alignToGrid } from '#lib/core/time.ts';
import { epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
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
 * from which it does. A moment whose series are there and stand still is an ordinary empty graph. Costs one query, and only
 * where nothing was read.
 */
export async function assertKept(
  { prom, clock, signal }: Context,
  { at, window, samples, missing, scrapeInterval }: TrafficReading,
): Promise<void> {
  if (samples.length > 0 || missing.length > 0) return;
  const now = alignToGrid(epochSeconds.parse(clock.now() / 1000), minute);
  const span = spanFrom(epochSeconds.parse(Math.min(at, now)), now, scrapeInterval);
  const rows = await prom.range(anyTraffic(), span, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    // What cannot be asked is not claimed.
    return [];
  });
  const first = rows[0]?.points[0]?.[0];
  if (first === undefined || first === span.start) return;
  throw new WeftError(
    'not-found',
    `Prometheus holds no traffic of the mesh at ${formatUtc(at)}, nor in the ${formatSpan(window)} before. The next that it holds is from about ${formatUtc(first)}.`,
    {
      cure: 'Choose a later moment, or follow the present. The moment may lie outside of what Prometheus keeps, or it may not have scraped then.',
    },
  );
}

function spanFrom(start: TrafficReading['at'], end: TrafficReading['at'], scrape: Seconds): RangeSpan {
  const step = Math.max(scrape, Math.ceil((end - start) / looks), 1);
  return { start, end, step: seconds.parse(step) };
}
