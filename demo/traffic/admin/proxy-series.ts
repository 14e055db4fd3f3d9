import type { PodMetrics } from '#demo/traffic/emit/pod-metrics.ts';
import type { LiveSeries, Scrapeable } from '#demo/traffic/metrics.ts';

const added = ['job', 'instance', 'namespace', 'pod', 'app', 'node'];

/** A pod's series as its proxy serves them: without the labels that a scrape adds. */
export const proxySeries = (metrics: PodMetrics): Scrapeable => ({
  series: () => metrics.series.map((series) => plain(series)),
});

const plain = ({ name, family, value, labels }: LiveSeries): LiveSeries => ({
  name,
  family,
  value,
  labels: Object.fromEntries(Object.entries(labels).filter(([label]) => !added.includes(label))),
});
