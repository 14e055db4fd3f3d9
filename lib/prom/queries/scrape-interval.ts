import type { Seconds } from '#lib/core/units.ts';
import { call, eq, maxBy, type NamedQuery, over, select } from '../promql.ts';

/** Prometheus's own measure of how far apart its scrapes are, in seconds, by configured interval. */
export function scrapeInterval(): NamedQuery {
  const measured = select('prometheus_target_interval_length_seconds', [eq('quantile', '0.5')]);
  return { name: 'scrape-interval', expr: maxBy(['interval'], measured) };
}

/**
 * Scrapes that the steadiest request series had in `window`: the window over it is the scrape interval. For servers
 * that are not Prometheus, do not scrape themselves, or scrape at several intervals.
 */
export function scrapesWithin(window: Seconds): NamedQuery {
  const counts = call('count_over_time', over(select('istio_requests_total'), window));
  return { name: 'scrape-count', expr: maxBy([], counts) };
}
