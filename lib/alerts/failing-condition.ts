import type { Seconds } from '#lib/core/units.ts';
import type { Outcome } from '#lib/diagnosis/symptom.ts';
import type { Protocol, Reporter } from '#lib/graph/model.ts';
import { connectionFailure } from '#lib/health/connection.ts';
import { responseCode } from '#lib/health/response-code.ts';
import { volumeFloor } from '#lib/health/tolerance.ts';
import {
  anyOf,
  binary,
  call,
  type Expr,
  eq,
  escapeRegex,
  type Matcher,
  matches,
  number,
  over,
  rate,
  select,
  sumBy,
} from '#lib/prom/promql.ts';
import type { Condition } from './alert-condition.ts';
import type { AlertSeverity } from './alert-rule.ts';
import { alertSeries } from './alert-series.ts';
import type { AlertSubject } from './alert-subject.ts';
import { alertThresholds, shareOfCode, type Threshold } from './alert-thresholds.ts';
import type { AlertWindows } from './alert-windows.ts';
import { failedCodes } from './failed-codes.ts';

/** Requests, or of TCP connections that ended. */
export const countedBy = (protocol: Protocol): string =>
  protocol === 'tcp' ? 'istio_tcp_connections_closed_total' : 'istio_requests_total';

/** When more than is tolerated fails, by each threshold in force. */
export function errorsCondition(
  subject: AlertSubject,
  severity: AlertSeverity,
  windows: AlertWindows,
): Condition {
  const { protocol, shown } = subject.edge;
  return alertThresholds(protocol, subject.tolerances, severity).flatMap((threshold) => {
    const failing = protocol === 'tcp' ? failedFlags(threshold) : failedCodes(protocol, threshold.counts);
    return failing.length === 0
      ? []
      : [burning(subject, { reporter: shown, failing, windows }, threshold.share)];
  });
}

/** The same for requests that end in one way, as told by the proxy that knows of it. */
export function outcomeCondition(
  subject: AlertSubject,
  told: { readonly outcome: Outcome; readonly reporter: Reporter },
  severity: AlertSeverity,
  windows: AlertWindows,
): Condition {
  const { protocol } = subject.edge;
  const { flags } = told.outcome;
  const thresholds = alertThresholds(protocol, subject.tolerances, severity);
  const failing = [outcomeMatchers(protocol, told.outcome)];
  const parts = { reporter: told.reporter, failing, windows, flags };
  return [burning(subject, parts, shareOfCode(thresholds, judgedBy(protocol, told.outcome), severity))];
}

/** The code by which health judges an outcome: of a connection its flag. */
export const judgedBy = (protocol: Protocol, { code, grpcStatus, flags }: Outcome): string =>
  protocol === 'tcp' ? (connectionFailure(flags) ?? '') : responseCode(protocol, code, grpcStatus);

const withFlags = (flags: readonly string[]): Matcher =>
  matches('response_flags', `(.*,)?(${flags.map(escapeRegex).join('|')})(,.*)?`);

const everyFlag = (flags: readonly string[]): readonly Matcher[] => flags.map((flag) => withFlags([flag]));

/** Flags come in any order, so each is looked for alone. */
function outcomeMatchers(protocol: Protocol, { code, grpcStatus, flags }: Outcome): readonly Matcher[] {
  if (protocol === 'tcp') return everyFlag(flags);
  const none = code === '-' || code === '0';
  const told =
    protocol === 'grpc' && !none && !/^[45]/.test(code) && grpcStatus !== null && grpcStatus !== '';
  if (told) return [eq('grpc_response_status', grpcStatus), ...everyFlag(flags)];
  return [none ? matches('response_code', '-|0') : eq('response_code', code), ...everyFlag(flags)];
}

/** Of connections, those that a threshold counts by their flags. */
function failedFlags({ counts }: Threshold): readonly (readonly Matcher[])[] {
  const failing = tcpFlags.filter((flag) => connectionFailure([flag]) !== null && counts(flag));
  return failing.length === 0 ? [] : [[withFlags(failing)]];
}

/** Those of Envoy and ztunnel that are written for connections; health says which of them are failures. */
const tcpFlags = ['UF', 'UH', 'UO', 'NR', 'NC', 'DENY', 'CONNECT', 'UAEX', 'UC', 'UR', 'LR', 'UT', 'URX'];

interface Burning {
  readonly reporter: Reporter;
  readonly failing: readonly (readonly Matcher[])[];
  readonly windows: AlertWindows;
  readonly flags?: readonly string[];
}

function burning(
  subject: AlertSubject,
  { reporter, failing, windows: { short, long }, flags }: Burning,
  share: number,
): readonly Expr[] {
  const all = alertSeries(subject, reporter, flags);
  const metric = countedBy(subject.edge.protocol);
  const failed = (window: Seconds): Expr => {
    const [first, ...more] = failing.map((matchers) => rate(select(metric, [...all, ...matchers]), window));
    return sumBy([], first === undefined ? select(metric) : anyOf(first, ...more));
  };
  const shareOver = (window: Seconds) =>
    binary('/', failed(window), sumBy([], rate(select(metric, all), window)));
  // A share that reaches its threshold has it; of none that is tolerated, none does not.
  const held = (window: Seconds) => binary(share > 0 ? '>=' : '>', shareOver(window), number(share));
  return [held(short), held(long), enough(metric, all, short)];
}

/** One of one is no alarm: so many come in the short window, or nothing is said. */
export const enough = (metric: string, matchers: readonly Matcher[], window: Seconds): Expr =>
  binary('>=', sumBy([], call('increase', over(select(metric, matchers), window))), number(volumeFloor));
