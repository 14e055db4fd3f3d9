import type { Seconds } from '#lib/core/units.ts';
import type { NamedQuery } from '#lib/prom/promql.ts';
import {
  identityBuckets,
  identityBytes,
  identityPercentile,
  type MeasuredSeries,
} from '#lib/prom/queries/edge-measures.ts';
import { percentiles } from '#lib/prom/queries/percentiles.ts';
import type { Labels } from '#lib/prom/series.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import type { TrafficGraph } from '../model.ts';
import { type GroupsOf, identityKey } from './row-groups.ts';

export interface MeasureQuestion {
  readonly of: readonly EdgeMeasure[];
  readonly series: MeasuredSeries;
  readonly window: Seconds;
  /** Labels of rows that the graph was made of: which identities there are. */
  readonly known: Iterable<Labels>;
  readonly groupsOf: GroupsOf;
}

/** One query, and what its rows hold. */
export interface PlannedQuery {
  readonly measure: EdgeMeasure | 'buckets';
  readonly query: NamedQuery;
}

export interface MeasurePlan {
  readonly queries: readonly PlannedQuery[];
  /** Whether percentiles of a group, by its key, are worked out from buckets rather than read from a row. */
  readonly summed: (key: string) => boolean;
  /** What cannot be asked for, and why. */
  readonly missing: TrafficGraph['missing'];
}

/**
 * Identities that may be read bucket by bucket. A histogram of Istio's has 20 buckets, so this is up to 60,000 rows of some
 * 700 bytes, read anew at each refresh for as long as somebody looks.
 */
const mostSummed = 3_000;

/** Up to so many identities their buckets cost less than reading the same samples again for a second percentile. */
const mostAtOnce = 1_000;

/**
 * The queries that answer a question, and no more. Percentiles do not add up: that of an edge of one identity Prometheus works
 * out, in a row an edge; of an edge that sums several (a canary's versions in one application, all callers of a service) the
 * histograms have to be added first. Prometheus reads the same samples for both. But buckets are 20 times the rows to send and
 * to decode, so they are asked only of the services with such edges; or of all, and then for every percentile at once, where most
 * identities are in them, or where several percentiles of a small mesh would read the same samples several times.
 */
export function planMeasures(question: MeasureQuestion): MeasurePlan {
  const { of, series, window } = question;
  const bytes = (['request', 'response'] as const)
    .filter((which) => of.includes(`${which}-throughput`))
    .map(
      (which): PlannedQuery => ({
        measure: `${which}-throughput`,
        query: identityBytes(which, series, window),
      }),
    );
  const asked = percentiles.filter((p) => of.includes(`p${p}`));
  if (asked.length === 0) return { queries: bytes, summed: () => false, missing: [] };
  const { keys, hosts, whole, histograms } = sums(question, asked.length > 1);
  const refused = histograms > mostSummed;
  const buckets: PlannedQuery[] =
    histograms === 0 || refused
      ? []
      : [{ measure: 'buckets', query: identityBuckets(series, whole ? null : hosts, window) }];
  const all = whole && !refused;
  const single = all
    ? []
    : asked.map((p): PlannedQuery => ({ measure: `p${p}`, query: identityPercentile(p, series, window) }));
  return {
    queries: [...single, ...buckets, ...bytes],
    summed: (key) => all || keys.has(key),
    missing: refused ? [{ query: 'edges-latency-buckets', reason: tooMany(histograms) }] : [],
  };
}

const tooMany = (histograms: number): string =>
  `They would take ${histograms} histograms, of at most ${mostSummed}. Choose namespaces.`;

interface Sums {
  /** Groups of several identities. */
  readonly keys: ReadonlySet<string>;
  /** What their requests are addressed to. */
  readonly hosts: readonly string[];
  /** Whether the histograms of all identities are needed. */
  readonly whole: boolean;
  /** How many would be read. */
  readonly histograms: number;
}

function sums({ known, groupsOf, series }: MeasureQuestion, several: boolean): Sums {
  const identities = new Map<string, Labels>();
  for (const labels of known) identities.set(identityKey(labels), labels);
  const placed = [...identities.values()].filter((labels) => groupsOf(labels).length > 0);
  const counts = new Map<string, number>();
  for (const { key } of placed.flatMap(groupsOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const keys = new Set([...counts].filter(([, count]) => count > 1).map(([key]) => key));
  const inSums = placed.filter((labels) => groupsOf(labels).some(({ key }) => keys.has(key)));
  const hostOf = (labels: Labels) => labels.destination_service ?? '';
  const hosts = new Set(inSums.map(hostOf));
  if (series.operations !== null) {
    // What tells operations apart is not in the rows of the graph: any edge may be a sum.
    const histograms = [...identities.values()].filter(isIn(series.namespaces)).length;
    return { keys, hosts: [], whole: true, histograms };
  }
  const atOnce = several && placed.length > 0 && placed.length <= mostAtOnce;
  const whole = inSums.length * 2 > placed.length || atOnce;
  const histograms = whole ? placed.length : placed.filter((labels) => hosts.has(hostOf(labels))).length;
  return { keys, hosts: [...hosts], whole, histograms };
}

const isIn =
  (namespaces: readonly string[] | null) =>
  ({ source_workload_namespace: from, destination_workload_namespace: to }: Labels): boolean =>
    namespaces?.some((name) => name === from || name === to) ?? true;
