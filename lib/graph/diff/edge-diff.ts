import { objectKey } from '#lib/core/object-ref.ts';
import type {
  EdgeReport,
  GraphEdge,
  Health,
  HealthStatus,
  Mtls,
  Reporter,
  Split,
  TrafficGraph,
} from '../model.ts';
import { reporters } from '../report.ts';
import {
  type Counted,
  type Delta,
  meanDelta,
  plainDelta,
  rateDelta,
  rateDiffers,
  shareDelta,
} from './delta.ts';

/** How an element stands in a comparison. */
export type Mark = 'new' | 'lost' | 'changed' | 'same';

/** Something that is not a number at two moments. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

export interface EdgeDiff {
  readonly mark: Mark;
  readonly before: GraphEdge | null;
  readonly after: GraphEdge | null;
  /** Whose numbers are compared: one that reported at both moments. Null where there is none. */
  readonly reporter: Reporter | null;
  /** Requests per second. */
  readonly rate: Delta;
  /** Failed requests of all, 0 to 1. */
  readonly errorShare: Delta;
  /** Failed requests per second. */
  readonly errors: Delta;
  /** Mean response time in milliseconds. */
  readonly latency: Delta;
  /** TCP bytes per second, both ways. */
  readonly bytes: Delta;
  /** Null where nothing changed, or where it is not known at both moments. */
  readonly mtls: Change<Mtls> | null;
  /** Route, declared share, or whether the observed share deviates. */
  readonly split: Change<Split | null> | null;
  /** Null where it did not change, or where chance may have changed it. */
  readonly health: Change<HealthStatus> | null;
}

/** A graph of the comparison, and whether silence in it says that there was nothing. */
export interface Side {
  readonly window: number;
  /** No query failed that would have brought edges. */
  readonly whole: boolean;
}

const edgeQueries: ReadonlySet<string> = new Set(['requests', 'tcp-sent', 'tcp-received']);

export const sideOf = ({ window, missing }: TrafficGraph): Side => ({
  window,
  whole: !missing.some(({ query }) => edgeQueries.has(query)),
});

/** Compares an edge of two moments; one of them may lack it. */
export function diffEdge(before: GraphEdge | null, after: GraphEdge | null, sides: Change<Side>): EdgeDiff {
  const reporter = commonReporter(before, after);
  const [a, b] = [reportAt(before, reporter), reportAt(after, reporter)];
  const { before: was, after: is } = sides;
  const tcp = (after ?? before)?.protocol === 'tcp';
  const numbers = {
    // What TCP is compared by is its bytes: how many connections carried them says little.
    rate: tcp
      ? rateDelta(null, null)
      : rateDelta(counted(a?.count, a?.rate, was), counted(b?.count, b?.rate, is)),
    errorShare: shareDelta(part(a), part(b)),
    errors: rateDelta(counted(a?.errorCount, a?.errorRate, was), counted(b?.errorCount, b?.errorRate, is)),
    latency: meanDelta(mean(a), mean(b)),
    bytes: plainDelta(bytesOf(a), bytesOf(b)),
  };
  const base = { before, after, reporter, ...numbers };
  if (before === null || after === null) {
    const rate = { ...numbers.rate, verdict: presence(a ?? b, before === null, sides) };
    return { ...base, rate, mark: before === null ? 'new' : 'lost', mtls: null, split: null, health: null };
  }
  const others = {
    mtls: mtlsChange(before.mtls, after.mtls),
    split: splitChange(before.split, after.split),
    health: healthChange(before.health, after.health),
  };
  const changed =
    others.mtls !== null ||
    others.split !== null ||
    others.health !== null ||
    [numbers.rate, numbers.errorShare, numbers.latency].some(({ verdict }) => verdict === 'real');
  return { ...base, ...others, mark: changed ? 'changed' : 'same' };
}

/** Numbers of different reporters do not compare: one that both moments have, the shown one if possible. */
function commonReporter(before: GraphEdge | null, after: GraphEdge | null): Reporter | null {
  const only = after ?? before;
  if (before === null || after === null) return only?.shown ?? null;
  const order = [after.shown, before.shown, ...reporters];
  return order.find((name) => before.reports[name] !== null && after.reports[name] !== null) ?? null;
}

const reportAt = (edge: GraphEdge | null, reporter: Reporter | null): EdgeReport | null =>
  edge === null || reporter === null ? null : edge.reports[reporter];

type Maybe = number | null | undefined;

const counted = (count: Maybe, rate: Maybe, { window }: Side): Counted | null =>
  count == null || window <= 0 ? null : { count, window, rate: rate ?? null };

const part = (report: EdgeReport | null) =>
  report?.count == null || report.errorCount === null ? null : { hits: report.errorCount, of: report.count };

const mean = (report: EdgeReport | null) =>
  report?.avgLatency == null ? null : { mean: report.avgLatency, n: report.count ?? 0 };

function bytesOf(report: EdgeReport | null): number | null {
  if (report === null || (report.sentBytes === null && report.receivedBytes === null)) return null;
  return (report.sentBytes ?? 0) + (report.receivedBytes ?? 0);
}

/** Whether an edge that came or went did more than chance: few requests may have fallen beside the other window. */
function presence(
  report: EdgeReport | null,
  isNew: boolean,
  { before, after }: Change<Side>,
): Delta['verdict'] {
  const silent = isNew ? before : after;
  const count = report?.count ?? null;
  if (!silent.whole || count === null || count <= 0) return 'unknown';
  const heard = { count, window: (isNew ? after : before).window };
  return rateDiffers({ count: 0, window: silent.window }, heard) ? 'real' : 'noise';
}

/** Shares that differ by less than a hundredth look alike. */
const leastShare = 0.01;

function mtlsChange(before: Mtls, after: Mtls): Change<Mtls> | null {
  if (before.state === 'unknown' || after.state === 'unknown') return null;
  const moved = Math.abs((before.share ?? 0) - (after.share ?? 0)) >= leastShare;
  return before.state !== after.state || moved ? { before, after } : null;
}

function splitChange(before: Split | null, after: Split | null): Change<Split | null> | null {
  if (before === null || after === null) return before === after ? null : { before, after };
  const same =
    objectKey(before.route) === objectKey(after.route) &&
    before.rule === after.rule &&
    before.declared === after.declared &&
    before.deviates === after.deviates;
  return same ? null : { before, after };
}

/** Rules that count pods or proxies: what they say is no sample, and chance has no part in it. */
const countedRules: ReadonlySet<string> = new Set([
  'pods-not-ready',
  'replicas-missing',
  'replicas-surplus',
  'proxies-not-synced',
]);

/** Whether a status comes from what was counted and not from requests. */
export const isCounted = ({ rule }: Health): boolean => rule !== null && countedRules.has(rule);

/**
 * A change of health that chance does not explain: one failed request turns a healthy edge to degraded, and the next
 * window may have none. No traffic, or none that could be judged, is no change of health; rate and presence tell of it.
 */
export function healthChange(before: Health, after: Health): Change<HealthStatus> | null {
  const silent = ({ status }: Health) => status === 'idle' || status === 'unknown';
  if (before.status === after.status || silent(before) || silent(after)) return null;
  const change = { before: before.status, after: after.status };
  if (isCounted(before) || isCounted(after)) return change;
  // Shares of different rules are of different failures: they do not compare.
  if (before.rule !== null && after.rule !== null && before.rule !== after.rule) return change;
  return shareDelta(judgedPart(before), judgedPart(after)).verdict === 'noise' ? null : change;
}

const judgedPart = ({ failed, total }: Health) =>
  failed === null || total === null ? null : { hits: failed, of: total };
