import { bytesPerSecond, milliseconds, perSecond, type Seconds } from '#lib/core/units.ts';
import { connectionFailure } from '#lib/health/connection.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import type { ConnectionSum, OutcomeSum, SlotSum, Slots } from './accumulate.ts';
import type { EdgeReport, GraphEdge, Protocol, Reporter, ResponseRow, TrafficGraph } from './model.ts';

/** Which measures came back: what a failed query would have filled is null, not 0. */
export interface Known {
  readonly requests: boolean;
  readonly failures: boolean;
}

export const knownOf = (missing: TrafficGraph['missing']): Known => ({
  requests: !missing.some(({ query }) => query === 'requests'),
  failures: !missing.some(({ query }) => query === 'failures'),
});

/** Requests are whole; `rate` extrapolates to parts of one. Something is never rounded to nothing. */
const rounded = (count: number): number => (count > 0 ? Math.max(1, Math.round(count)) : 0);

/** Requests of an outcome in the window: what `rate` saw and the first value of new series. */
const countOf = (outcome: OutcomeSum, window: Seconds): number => outcome.rate * window + outcome.first;

const isError = ({ code, grpcStatus }: OutcomeSum): boolean => outcomeClass(code, grpcStatus) !== null;

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/**
 * What a reporter says of an edge. The count is at least that of series younger than the window and at least that of
 * the failures: `rate` extrapolates and misses first values, counts of new series do not.
 */
export function reportOf(slot: SlotSum, protocol: Protocol, window: Seconds, known: Known): EdgeReport {
  if (protocol === 'tcp') return tcpReport(slot, window, known);
  const outcomes = [...slot.outcomes.values()];
  const failed = sum(outcomes.map((outcome) => countOf(outcome, window)));
  const { identities } = slot;
  const seen = sum(identities.map(({ rate, newRequests }) => Math.max(rate * window, newRequests)));
  const count = Math.max(seen, failed);
  const errors = sum(outcomes.filter(isError).map((outcome) => countOf(outcome, window)));
  return {
    rate: known.requests ? perSecond.parse(count / window) : null,
    count: known.requests ? rounded(count) : null,
    errorRate: known.failures ? perSecond.parse(errors / window) : null,
    errorCount: known.failures ? rounded(errors) : null,
    avgLatency: meanLatency(identities),
    sentBytes: null,
    receivedBytes: null,
    sentMessages: orNull(slot.messagesSent, perSecond.parse),
    receivedMessages: orNull(slot.messagesReceived, perSecond.parse),
  };
}

/** Time spent over requests made, both per second; over the identities of which both are known. */
function meanLatency(
  identities: readonly { rate: number; latency: number | null }[],
): EdgeReport['avgLatency'] {
  let requests = 0;
  let spent = 0;
  for (const { rate, latency } of identities) {
    if (latency === null || rate === 0) continue;
    requests += rate;
    spent += latency;
  }
  return requests === 0 ? null : milliseconds.parse(spent / requests);
}

/** Connections are counted when they end, which is no rate of traffic; one that lasts beyond the window is told by its bytes alone. */
function tcpReport({ sent, received, connections }: SlotSum, window: Seconds, known: Known): EdgeReport {
  const all = [...connections.values()];
  const ended = sum(all.map(({ rate }) => rate));
  const failed = sum(all.filter(isFailed).map(({ rate }) => rate));
  return {
    rate: null,
    count: known.requests ? rounded(ended * window) : null,
    errorRate: null,
    errorCount: known.requests ? rounded(failed * window) : null,
    avgLatency: null,
    sentBytes: orNull(sent, bytesPerSecond.parse),
    receivedBytes: orNull(received, bytesPerSecond.parse),
    sentMessages: null,
    receivedMessages: null,
  };
}

const isFailed = ({ flags }: ConnectionSum): boolean => connectionFailure(flags) !== null;

const orNull = <T>(value: number | null, as: (value: number) => T): T | null =>
  value === null ? null : as(value);

/**
 * The slot that stands for a reporter. ztunnel speaks from both sides of a connection: the caller's is taken, with the ends that the
 * callee's alone knows, for of a connection that a policy denied the caller's ztunnel does not tell why (DENY).
 */
export function slotOfReporter({ slots }: Slots, reporter: Reporter): SlotSum | null {
  if (reporter !== 'ztunnel') return slots.get(reporter) ?? null;
  const [there, here] = [slots.get('ztunnel-destination'), slots.get('ztunnel-source')];
  if (there === undefined || here === undefined) return here ?? there ?? null;
  return failedRate(there) <= failedRate(here) ? here : { ...here, connections: withEndsOf(here, there) };
}

const failedRate = ({ connections }: SlotSum): number =>
  sum([...connections.values()].filter(isFailed).map(({ rate }) => rate));

/** Connections of the caller's side, those that failed at the callee's side told by its flags. */
function withEndsOf(here: SlotSum, there: SlotSum): SlotSum['connections'] {
  const failed = [...there.connections].filter(([, connection]) => isFailed(connection));
  let known = sum(failed.map(([, { rate }]) => rate));
  const rest = [...here.connections].map(([key, connection]) => {
    const taken = Math.min(known, connection.rate);
    known -= taken;
    return [key, { ...connection, rate: connection.rate - taken }] as const;
  });
  return new Map([...rest, ...failed]);
}

export const reporters: readonly Reporter[] = ['source', 'waypoint', 'destination', 'ztunnel'];

/**
 * Whose numbers stand for the edge: what users get is at the source; a waypoint sees what its callers get. Of an edge that is
 * made of several, as one between applications, some callers may have no proxy that tells: then theirs who tells of the most,
 * `toldOf` counting them.
 */
export function shownReporter(
  reports: GraphEdge['reports'],
  toldOf: (reporter: Reporter) => number = () => 0,
): Reporter {
  const telling = reporters.filter((reporter) => reports[reporter] !== null);
  const most = Math.max(...telling.map(toldOf));
  return telling.find((reporter) => toldOf(reporter) === most) ?? 'source';
}

/** The rows of a slot that are not plain success: of requests by code and flags, of connections by flags alone. */
export function responsesOf(slot: SlotSum, reporter: Reporter, window: Seconds): ResponseRow[] {
  return [...requestRows(slot, reporter, window), ...connectionRows(slot, reporter, window)];
}

function connectionRows({ connections }: SlotSum, reporter: Reporter, window: Seconds): ResponseRow[] {
  const flagged = [...connections.values()].filter(({ flags, rate }) => flags.length > 0 && rate > 0);
  return flagged.map((connection) => ({
    reporter,
    code: '-',
    grpcStatus: null,
    flags: [...connection.flags],
    error: isFailed(connection),
    rate: perSecond.parse(connection.rate),
    count: rounded(connection.rate * window),
  }));
}

function requestRows(slot: SlotSum, reporter: Reporter, window: Seconds): ResponseRow[] {
  return [...slot.outcomes.values()].map((outcome) => {
    const count = countOf(outcome, window);
    return {
      reporter,
      code: outcome.code,
      grpcStatus: outcome.grpcStatus,
      flags: [...outcome.flags],
      error: isError(outcome),
      rate: perSecond.parse(count / window),
      count: rounded(count),
    };
  });
}

/** Rows in one order, however they came: errors first, then the most frequent. */
export function compareRows(a: ResponseRow, b: ResponseRow): number {
  if (a.error !== b.error) return a.error ? -1 : 1;
  if (a.count !== b.count) return b.count - a.count;
  const text = (row: ResponseRow) => `${row.reporter} ${row.code} ${row.grpcStatus} ${row.flags.join()}`;
  return text(a) < text(b) ? -1 : 1;
}
