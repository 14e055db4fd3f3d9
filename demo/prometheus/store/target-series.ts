import type { LiveSeries, MetricFamily, Scrapeable } from '../../traffic/metrics.ts';

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

interface Target {
  readonly own: readonly LiveSeries[];
  /** Number of the last scrape that had a series of this target. */
  seenIn: number;
}

/**
 * A source with what Prometheus adds by itself for each target scraped: `up` and `scrape_duration_seconds`. A target is
 * a distinct job, instance, namespace and pod; it goes when its last series goes.
 */
export function withTargetSeries(source: Scrapeable): Scrapeable {
  const targets = new Map<string, Target>();
  // Sources keep their order, so the target of the series at a place is nearly always the one of the last scrape.
  let order: LiveSeries[] = [];
  let targetAt: (Target | null)[] = [];
  let scrapes = 0;
  return {
    *series() {
      const scrape = ++scrapes;
      const all = [...source.series()];
      const found = all.map((live, place) =>
        order[place] === live ? (targetAt[place] ?? null) : targetOf(live.labels, targets),
      );
      for (const target of found) if (target) target.seenIn = scrape;
      order = all;
      targetAt = found;
      yield* all;
      for (const [key, target] of targets) {
        if (target.seenIn === scrape) yield* target.own;
        else targets.delete(key);
      }
    },
  };
}

/** The target that labels name; none where they name no instance. */
function targetOf(of: Readonly<Record<string, string>>, targets: Map<string, Target>): Target | null {
  if (of.instance === undefined) return null;
  const key = targetLabels.map((label) => of[label] ?? '').join('\u0001');
  const known = targets.get(key);
  if (known) return known;
  const target = { own: seriesOfTarget(of, key), seenIn: 0 };
  targets.set(key, target);
  return target;
}

function seriesOfTarget(of: Readonly<Record<string, string>>, key: string): LiveSeries[] {
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
