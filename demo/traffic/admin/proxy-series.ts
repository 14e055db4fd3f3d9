import type { PodMetrics } from '#demo/traffic/emit/pod-metrics.ts';
import type { LiveSeries, Scrapeable } from '#demo/traffic/metrics.ts';

const added = ['job', 'instance', 'namespace', 'pod', 'app', 'node'];

/** A pod's series as its proxy serves them: without the labels that a scrape adds. */
export const proxySeries = (metrics: PodMetrics): Scrapeable => ({
  *series() {
    for (const series of metrics.series) yield { ...series, labels: bare(series) };
  },
});

function bare({ labels }: LiveSeries): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !added.includes(name)));
}
