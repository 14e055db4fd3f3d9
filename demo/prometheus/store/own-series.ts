import type { LiveSeries, MetricFamily, Scrapeable } from '../../traffic/metrics.ts';
import { withSeriesBeside } from './series-beside.ts';

const family: MetricFamily = {
  name: 'prometheus_target_interval_length_seconds',
  help: 'Actual intervals between scrapes.',
  type: 'gauge',
};

const quantiles: readonly (readonly [string, number])[] = [
  ['0.01', -0.001],
  ['0.05', -0.0005],
  ['0.5', 0],
  ['0.9', 0.0005],
  ['0.99', 0.001],
];

/** The label `interval` as Go prints a duration: `15s`, `1m0s`. */
function goDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds % 60}s`;
}

/**
 * A source with what a Prometheus says of itself: `prometheus_target_interval_length_seconds`, from which Weft reads
 * the scrape interval. A real Prometheus has its own, so this is only for the built-in store.
 */
export function withOwnSeries(source: Scrapeable, scrapeIntervalSeconds: number): Scrapeable {
  const labels = {
    job: 'prometheus',
    instance: 'localhost:9090',
    interval: goDuration(scrapeIntervalSeconds),
  };
  const summary: LiveSeries[] = quantiles.map(([quantile, jitter]) => ({
    name: family.name,
    labels: { ...labels, quantile },
    family,
    value: scrapeIntervalSeconds + jitter,
  }));
  const sum: LiveSeries = { name: `${family.name}_sum`, labels, family, value: 0 };
  const count: LiveSeries = { name: `${family.name}_count`, labels, family, value: 0 };
  const own = [...summary, sum, count];
  const all = withSeriesBeside(source, () => ({ head: own }));
  return {
    series() {
      count.value += 1;
      sum.value += scrapeIntervalSeconds;
      return all.series();
    },
  };
}
