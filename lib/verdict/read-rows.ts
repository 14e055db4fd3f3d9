import { type Milliseconds, milliseconds, type PerSecond, perSecond, type Seconds } from '#lib/core/units.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import { type Bucket, bucketQuantile, upperBoundOf } from '#lib/prom/bucket-quantile.ts';
import type { Labels, VectorRow } from '#lib/prom/series.ts';
import { versionName } from './declared-versions.ts';
import { shareInterval } from './interval.ts';
import type { Judged } from './judge.ts';
import type { AnswerCount, Tally, VersionNumbers } from './version-numbers.ts';

/** Over which rates were taken, and how far apart the samples are that they were taken of. */
export interface Counted {
  readonly window: Seconds;
  readonly scrapeInterval: Seconds;
}

export type Reporter = 'source' | 'destination' | 'waypoint';

const known = (value: string | undefined): string | null =>
  value === undefined || value === '' || value === 'unknown' ? null : value;

/**
 * The version that a series is of: the canonical revision, which is `latest` for want of a label, else `destination_version`. Null
 * where the request came to no pod: then the revision is `latest` too, and the canonical service is not known (istio/proxy
 * istio_stats.cc).
 */
export function versionOf(labels: Labels): string | null {
  const revision = known(labels.destination_canonical_revision);
  const version = known(labels.destination_version);
  if (revision !== null && revision !== 'latest') return revision;
  return version ?? (known(labels.destination_canonical_service) === null ? null : revision);
}

const ofReporter = (rows: readonly VectorRow[], reporter: Reporter): readonly VectorRow[] =>
  rows.filter(({ labels }) => labels.reporter === reporter);

const rateOf = (rows: readonly VectorRow[]): PerSecond =>
  perSecond.parse(rows.reduce((sum, { value }) => sum + (value ?? 0), 0));

/**
 * Whose counts the versions have: the proxies beside them, else the waypoint before them, else their callers'. Null where nobody
 * tells versions apart.
 */
export const reporterOfVersions = (rows: readonly VectorRow[]): Reporter | null =>
  (['destination', 'waypoint', 'source'] as const).find((reporter) =>
    ofReporter(rows, reporter).some(({ labels, value }) => versionOf(labels) !== null && (value ?? 0) > 0),
  ) ?? null;

/**
 * Who counts what users get: callers, at whom a request that was tried again is one request. Where a waypoint does the trying
 * again, callers without a sidecar count nothing: it is asked when it saw more than twice as much.
 */
export function reporterOfUsers(rows: readonly VectorRow[]): 'source' | 'waypoint' | null {
  const [source, waypoint] = [rateOf(ofReporter(rows, 'source')), rateOf(ofReporter(rows, 'waypoint'))];
  if (source === 0 && waypoint === 0) return null;
  return waypoint > 2 * source ? 'waypoint' : 'source';
}

/** Rows of one reporter by what their version is called among those of `hosts`; rows without one apart. */
export function byVersion(rows: readonly VectorRow[], reporter: Reporter | null, hosts: readonly string[]) {
  const own = reporter === null ? [] : ofReporter(rows, reporter);
  const [versioned, without] = [
    own.filter(({ labels }) => versionOf(labels) !== null),
    own.filter(({ labels }) => versionOf(labels) === null),
  ];
  const nameOf = ({ labels }: VectorRow) =>
    versionName(versionOf(labels), labels.destination_service ?? '', hosts);
  return { versions: Map.groupBy(versioned, nameOf), without };
}

/** What users got, of all versions and of none. */
export function usersTally(rows: readonly VectorRow[], counted: Counted): Tally | null {
  const reporter = reporterOfUsers(rows);
  return reporter === null ? null : tallyOf(ofReporter(rows, reporter), counted);
}

/** Adds up rows of `requestsByVersion`; null where there are none. */
export function tallyOf(rows: readonly VectorRow[], counted: Counted): Tally | null {
  const rate = rateOf(rows);
  if (rate === 0) return null;
  const answers = answersOf(rows, counted);
  const sum = (outcome: AnswerCount['outcome']) =>
    Math.floor(answers.reduce((total, one) => total + (one.outcome === outcome ? one.count : 0), 0));
  const requests = Math.floor(countOf(rate, counted));
  const failed = Math.min(requests, sum('failed'));
  return {
    rate,
    requests,
    failed,
    refused: Math.min(requests - failed, sum('refused')),
    failing: shareInterval({ hits: failed, of: requests }),
    answers,
  };
}

/** `rate` extrapolates to both ends of its window, by up to a scrape: what was really counted is at least this much. */
const countOf = (rate: number, { window, scrapeInterval }: Counted): number =>
  rate * Math.max(0, window - scrapeInterval);

function answersOf(rows: readonly VectorRow[], counted: Counted): AnswerCount[] {
  const all = new Map<string, AnswerCount>();
  for (const { labels, value } of rows) {
    if (value === null || value <= 0) continue;
    const answer = answerOf(labels);
    const key = JSON.stringify([answer.code, answer.grpcStatus, answer.flags]);
    const count = countOf(value, counted) + (all.get(key)?.count ?? 0);
    all.set(key, { ...answer, count });
  }
  return [...all.values()].sort((a, b) => b.count - a.count);
}

function answerOf(labels: Labels): Omit<AnswerCount, 'count'> {
  const code = labels.response_code ?? '-';
  const grpcStatus = labels.grpc_response_status || null;
  const flags = labels.response_flags ?? '-';
  const kind = outcomeClass(code, grpcStatus);
  return {
    code: code === '' || code === '0' ? '-' : code,
    grpcStatus,
    flags: flags === '-' || flags === '' ? [] : flags.split(','),
    outcome: kind === null ? 'succeeded' : kind === '4xx' || kind === 'grpc-caller' ? 'refused' : 'failed',
  };
}

const quantile = (q: number, buckets: readonly Bucket[]): Milliseconds | null => {
  const value = bucketQuantile(q, buckets);
  return value === null ? null : milliseconds.parse(value);
};

/** The numbers of a version of rows and buckets of one reporter. */
export function numbersOf(
  version: string,
  rows: readonly VectorRow[],
  durations: readonly VectorRow[],
  counted: Counted,
): Judged {
  const buckets = bucketsOf(durations);
  return { version, tally: tallyOf(rows, counted), latency: latencyOf(buckets), buckets };
}

const latencyOf = (buckets: readonly Bucket[]): VersionNumbers['latency'] => ({
  p50: quantile(0.5, buckets),
  p95: quantile(0.95, buckets),
  p99: quantile(0.99, buckets),
});

function bucketsOf(rows: readonly VectorRow[]): readonly Bucket[] {
  const sums = new Map<number, number>();
  for (const { labels, value } of rows) {
    const bound = upperBoundOf(labels.le ?? '');
    if (bound !== null && value !== null) sums.set(bound, (sums.get(bound) ?? 0) + value);
  }
  return [...sums].map(([upperBound, count]) => ({ upperBound, count }));
}
