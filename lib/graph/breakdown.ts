import { z } from 'zod';
import { bytesPerSecond, milliseconds, type PerSecond, perSecond, type Seconds } from '#lib/core/units.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import { isReady } from '#lib/k8s/pod-ready.ts';
import { findPod, zoneOf } from '#lib/mesh/find-pod.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { podLabels } from '#lib/prom/labels.ts';
import type { Labels, VectorRow } from '#lib/prom/series.ts';
import { concentration, concentrationOf, slowOnes } from './concentration.ts';

/** By what the traffic of an edge or node is told apart. `pod`, `node` and `zone` are the callee's. */
export const dimension = z.enum(['pod', 'node', 'zone', 'version', 'caller', 'caller-pod']);
export type Dimension = z.infer<typeof dimension>;

/** Traffic of one key over the window. Null: no data. */
const breakdownRow = z.object({
  key: z.string(),
  /** For pods: whether it is ready; null for other dimensions and for a pod that is gone. */
  ready: z.boolean().nullable(),
  rate: perSecond.nullable(),
  errorRate: perSecond.nullable(),
  /** Requests and errors in the window, as the rates tell. */
  count: z.number().nullable(),
  errors: z.number().nullable(),
  avgLatency: milliseconds.nullable(),
  /** Only by pod: a percentile cannot be added up. */
  p95: milliseconds.nullable(),
  /** TCP: bytes per second both ways. */
  bytes: bytesPerSecond.nullable(),
});
export type BreakdownRow = z.infer<typeof breakdownRow>;

export const breakdownPart = z.object({
  dimension,
  /** Worst first. */
  rows: z.array(breakdownRow),
  concentration,
  /** Keys that are slow where the others are not. */
  slow: z.array(z.string()),
});
export type BreakdownPart = z.infer<typeof breakdownPart>;

/** The answers of the queries of `lib/prom/queries/by-pod.ts`. */
export interface BreakdownAnswers {
  readonly requests: readonly VectorRow[];
  readonly latency: readonly VectorRow[];
  readonly p95: readonly VectorRow[];
  readonly bytes: readonly VectorRow[];
}

/** Where the pods of one end are looked up; nulls where the end is not in the snapshot, or not one workload. */
export interface End {
  readonly cluster: ClusterSnapshot | null;
  readonly namespace: string | null;
}

export interface BreakdownInput {
  readonly callee: End;
  readonly caller: End;
  readonly window: Seconds;
  readonly answers: BreakdownAnswers;
}

/** Names the key of a series in a dimension, null where the series is not of it. */
type KeyOf = (labels: Labels) => string | null;

/**
 * Traffic told apart by each dimension that its series know. A proxy's scrape labels name its own pod: the callee's pods are
 * those that report as destination, the caller's those that report as source. Waypoints and ztunnels report for others and
 * name no pod of either.
 */
export function breakDown(input: BreakdownInput): BreakdownPart[] {
  const keys = keysOf(input);
  return dimension.options.flatMap((name) => {
    const rows = rowsOf(name, keys[name], input);
    return rows.length < fewest(name) ? [] : [partOf(name, rows)];
  });
}

/** Where there is one zone nothing is told apart; a single pod is an answer all the same. */
const fewest = (name: Dimension): number => (name === 'pod' || name === 'caller-pod' ? 1 : 2);

function partOf(name: Dimension, rows: BreakdownRow[]): BreakdownPart {
  const tallies = rows.map(({ key, count, errors }) => ({ key, count: count ?? 0, errors: errors ?? 0 }));
  const speeds = rows.map(({ key, count, avgLatency }) => ({ key, count: count ?? 0, latency: avgLatency }));
  return { dimension: name, rows, concentration: concentrationOf(tallies), slow: [...slowOnes(speeds)] };
}

/** The pod that reports: by the first label that the installation has. */
function reportingPod(labels: Labels): string | null {
  for (const label of podLabels) if (labels[label]) return labels[label];
  return null;
}

const known = (value: string | undefined): string | null =>
  value === undefined || value === '' || value === 'unknown' ? null : value;

function keysOf(input: BreakdownInput): Record<Dimension, KeyOf> {
  const podOf = (labels: Labels, side: string, { cluster, namespace }: End) => {
    if (labels.reporter !== side) return null;
    const name = reportingPod(labels);
    if (name === null) return null;
    return { name, pod: cluster === null ? null : findPod(cluster, namespace ?? '', name) };
  };
  const callee = (labels: Labels) => podOf(labels, 'destination', input.callee);
  const nodeOf = (labels: Labels) => callee(labels)?.pod?.spec?.nodeName ?? null;
  const podName: (found: ReturnType<typeof podOf>) => string | null = (found) =>
    found === null ? null : (found.pod?.metadata.name ?? found.name);
  return {
    pod: (labels) => podName(callee(labels)),
    node: nodeOf,
    zone: (labels) => {
      const { cluster } = input.callee;
      const node = nodeOf(labels);
      return node === null || cluster === null ? null : zoneOf(cluster, node);
    },
    version: (labels) =>
      labels.reporter === 'destination' ? known(labels.destination_canonical_revision) : null,
    caller: (labels) => {
      const workload = known(labels.source_workload);
      if (labels.reporter !== 'destination') return null;
      return workload === null ? 'unknown' : `${labels.source_workload_namespace ?? ''}/${workload}`;
    },
    'caller-pod': (labels) => podName(podOf(labels, 'source', input.caller)),
  };
}

interface Sum {
  rate: number | null;
  errorRate: number;
  /** Milliseconds of duration per second. */
  duration: number | null;
  p95: number | null;
  bytes: number | null;
}

function rowsOf(name: Dimension, keyOf: KeyOf, { answers, window, ...ends }: BreakdownInput): BreakdownRow[] {
  const sums = new Map<string, Sum>();
  const each = (rows: readonly VectorRow[], take: (sum: Sum, value: number, labels: Labels) => void) => {
    for (const { labels, value } of rows) {
      const key = value === null ? null : keyOf(labels);
      if (key === null || value === null) continue;
      const sum = sums.get(key) ?? { rate: null, errorRate: 0, duration: null, p95: null, bytes: null };
      sums.set(key, sum);
      take(sum, value, labels);
    }
  };
  each(answers.requests, (sum, value, labels) => {
    sum.rate = (sum.rate ?? 0) + value;
    if (isError(labels)) sum.errorRate += value;
  });
  each(answers.latency, (sum, value) => {
    sum.duration = (sum.duration ?? 0) + value;
  });
  each(answers.bytes, (sum, value) => {
    sum.bytes = (sum.bytes ?? 0) + value;
  });
  if (name === 'pod' || name === 'caller-pod') {
    each(answers.p95, (sum, value) => {
      sum.p95 = value;
    });
  }
  const end = name === 'pod' ? ends.callee : name === 'caller-pod' ? ends.caller : null;
  return [...sums]
    .filter(([, sum]) => (sum.rate ?? 0) > 0 || (sum.bytes ?? 0) > 0)
    .map(([key, sum]) => ({ key, ready: readiness(end, key), ...numbers(sum, window) }))
    .sort(worstFirst);
}

const isError = (labels: Labels): boolean =>
  outcomeClass(labels.response_code ?? '-', labels.grpc_response_status ?? null) !== null;

function readiness(end: End | null, key: string): boolean | null {
  if (end === null || end.cluster === null || end.namespace === null) return null;
  const pod = findPod(end.cluster, end.namespace, key);
  return pod === null ? null : isReady(pod);
}

function numbers({ rate, errorRate, duration, p95, bytes }: Sum, window: Seconds) {
  const mean = rate === null || rate === 0 || duration === null ? null : duration / rate;
  return {
    rate: orNull(rate, perSecond.parse),
    errorRate: rate === null ? null : perSecond.parse(errorRate),
    count: rate === null ? null : rate * window,
    errors: rate === null ? null : errorRate * window,
    avgLatency: orNull(mean, milliseconds.parse),
    p95: orNull(p95, milliseconds.parse),
    bytes: orNull(bytes, bytesPerSecond.parse),
  };
}

const orNull = <T>(value: number | null, brand: (value: number) => T): T | null =>
  value === null ? null : brand(value);

const errorShare = ({ rate, errorRate }: BreakdownRow): number =>
  rate === null || rate === 0 ? 0 : (errorRate ?? 0) / rate;

const worstFirst = (a: BreakdownRow, b: BreakdownRow): number =>
  errorShare(b) - errorShare(a) ||
  (b.rate ?? b.bytes ?? 0) - (a.rate ?? a.bytes ?? 0) ||
  (a.key < b.key ? -1 : 1);

/**
 * Errors per second that the callers saw and no callee's proxy reported: made by the callers' own proxies, or on the wire.
 * Null where either side has no reports; retries can make the callee's errors the greater ones, which is 0 here.
 */
export function errorsBeforeCallee(requests: readonly VectorRow[]): PerSecond | null {
  const of = (reporter: string) => requests.filter(({ labels }) => labels.reporter === reporter);
  const errors = (rows: readonly VectorRow[]) =>
    rows.reduce((sum, { labels, value }) => sum + (isError(labels) ? (value ?? 0) : 0), 0);
  const [source, destination] = [of('source'), of('destination')];
  if (source.length === 0 || destination.length === 0) return null;
  return perSecond.parse(Math.max(0, errors(source) - errors(destination)));
}
