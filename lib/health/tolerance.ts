import { callerStatuses, serverStatuses } from './outcome.ts';

/**
 * How many failures of a kind are tolerated. The rule applies to what its three patterns match whole: the code (`-` for no
 * response, else HTTP or gRPC status), the protocol (`http`, `grpc`) and the direction (`inbound`, `outbound`).
 * `degraded` and `failing` are shares of all requests, 0 to 1: a share that reaches one has that status; none is healthy.
 */
export interface Tolerance {
  /** What the rule is called where its verdict is shown. */
  readonly rule: string;
  readonly code: RegExp;
  readonly protocol: RegExp;
  readonly direction: RegExp;
  readonly degraded: number;
  readonly failing: number;
}

export type Direction = 'inbound' | 'outbound';

/** A tolerance as people write it: patterns as text, thresholds in percent. */
export interface WrittenTolerance {
  readonly code: string;
  readonly protocol: string;
  readonly direction: string;
  readonly degraded: number;
  readonly failure: number;
}

/** A pattern over a whole text; empty matches everything. Null where it is no regular expression. */
export function wholePattern(text: string): RegExp | null {
  try {
    return text === '' ? /^.*$/ : new RegExp(`^(?:${text})$`);
  } catch {
    return null;
  }
}

/** Reads a written tolerance; `X` in a code is any digit. Null where a pattern or a threshold makes no sense. */
export function readTolerance(written: WrittenTolerance): Tolerance | null {
  const code = wholePattern(written.code.replaceAll(/x/gi, '\\d'));
  const [protocol, direction] = [wholePattern(written.protocol), wholePattern(written.direction)];
  if (code === null || protocol === null || direction === null) return null;
  if (!isPercent(written.degraded) || !isPercent(written.failure)) return null;
  const [degraded, failing] = [written.degraded / 100, written.failure / 100];
  return { rule: written.code === '' ? 'any' : written.code, code, protocol, direction, degraded, failing };
}

const isPercent = (value: number): boolean => Number.isFinite(value) && value >= 0 && value <= 100;

const named = (
  rule: string,
  code: string,
  protocol: string,
  degraded: number,
  failure: number,
): Tolerance => {
  const read = readTolerance({ code, protocol, direction: '.*', degraded, failure });
  if (read === null) throw new Error(`the tolerance ${rule} is malformed`);
  return { ...read, rule };
};

/**
 * What Weft tolerates unless told otherwise: the thresholds that users of Istio know from Kiali, worst first. gRPC statuses
 * that the caller or the business brings about are judged as 4xx is, see `outcome.ts`.
 */
export const defaultTolerances: readonly Tolerance[] = [
  named('no-response', '-', 'http|grpc', 0, 10),
  named('5xx', '5XX', 'http|grpc', 0, 10),
  named('grpc-server', serverStatuses.join('|'), 'grpc', 0, 10),
  named('4xx', '4XX', 'http|grpc', 10, 20),
  named('grpc-caller', callerStatuses.join('|'), 'grpc', 10, 20),
];

/** Requests in the window below which a share says nothing: 1 of 1 is not an alarm. */
export const volumeFloor = 5;
