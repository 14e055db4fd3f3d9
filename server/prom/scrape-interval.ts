import { alignToGrid } from '#lib/core/time.ts';
import { epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import { scrapeInterval as measured, scrapesWithin } from '#lib/prom/queries/scrape-interval.ts';
import type { Clock } from '../context.ts';
import type { PromClient } from './client.ts';

/** What Istio's own Prometheus add-on scrapes at; held until the server tells otherwise. */
export const defaultScrapeInterval = seconds.parse(15);

const counted = seconds.parse(300);

/**
 * How far apart scrapes of the mesh are. Prometheus knows, if it scrapes itself and all at one interval; else the
 * samples of the steadiest request series are counted. Null when neither can be told yet.
 */
export async function findScrapeInterval(
  client: PromClient,
  clock: Clock,
  signal: AbortSignal,
): Promise<Seconds | null> {
  const at = alignToGrid(epochSeconds.parse(clock.now() / 1000), seconds.parse(1));
  const own = await client.query(measured(), at, signal);
  const [only, ...others] = own.vector;
  if (only?.value && others.length === 0) return rounded(only.value);
  const counts = await client.query(scrapesWithin(counted), at, signal);
  const most = counts.vector[0]?.value ?? null;
  return most === null || most < 2 ? null : rounded(counted / most);
}

const rounded = (value: number): Seconds => seconds.parse(Math.max(1, Math.round(value)));
