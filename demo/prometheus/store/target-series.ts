import type { LabelRecord, LiveSeries, MetricFamily, Scrapeable } from '../../traffic/metrics.ts';
import { withSeriesBeside } from './series-beside.ts';

const up: MetricFamily = {
  name: 'up',
  help: 'Whether the last scrape of the target succeeded.',
  type: 'gauge',
};
const duration: MetricFamily = {
  name: 'scrape_duration_seconds',
  help: 'Duration of the scrape of the target.',
  type: 'gauge',
};

const targetLabels = ['job', 'instance', 'namespace', 'pod'] as const;

/**
 * A source with what Prometheus adds by itself for each target scraped: `up` and `scrape_duration_seconds`. A target is
 * a distinct job, instance, namespace and pod; it goes when its last series goes.
 */
export function withTargetSeries(source: Scrapeable): Scrapeable {
  let targets = new Map<string, readonly LiveSeries[]>();
  return withSeriesBeside(source, () => {
    const before = targets;
    targets = new Map();
    // A target's series mostly come one after the other.
    let last: LabelRecord | null = null;
    return {
      beside(live) {
        const labels = live.bucket?.of ?? live.labels;
        if (last !== null && isSameTarget(last, labels)) return null;
        const key = targetKey(labels);
        if (key === null) return null;
        last = labels;
        if (targets.has(key)) return null;
        const own = before.get(key) ?? seriesOfTarget(labels, key);
        targets.set(key, own);
        return own;
      },
    };
  });
}

const isSameTarget = (a: LabelRecord, b: LabelRecord): boolean =>
  a === b || targetLabels.every((label) => a[label] === b[label]);

/** Null where the labels name no instance. */
const targetKey = (of: LabelRecord): string | null =>
  of.instance === undefined ? null : targetLabels.map((label) => of[label] ?? '').join('\u0001');

function seriesOfTarget(of: LabelRecord, key: string): LiveSeries[] {
  const labels: Record<string, string> = {};
  for (const label of targetLabels) {
    const value = of[label];
    if (value !== undefined) labels[label] = value;
  }
  return [
    { name: up.name, labels, family: up, value: 1 },
    { name: duration.name, labels, family: duration, value: scrapeSeconds(key) },
  ];
}

/** A few milliseconds, different for each target and always the same for one. */
function scrapeSeconds(key: string): number {
  let sum = 0;
  for (let index = 0; index < key.length; index++) sum = (sum * 31 + key.charCodeAt(index)) % 9973;
  return (2_000 + sum) / 1_000_000;
}
