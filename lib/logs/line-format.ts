import type { WrittenFields } from './access-fields.ts';
import { type Operator, operatorOf, operatorPattern } from './operators.ts';

/** A text format taken apart: `literals` stand round and between `operators`, one more than these. */
export interface LineFormat {
  readonly literals: readonly string[];
  readonly operators: readonly Operator[];
}

/** Istio's default text format (EnvoyTextLogFormat, istio/istio pilot/pkg/model/telemetry_logging.go 01358b3e). */
export const istioTextFormat =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% ' +
  '%RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% ' +
  '"%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION% ' +
  '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" ' +
  '"%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER_RAW% ' +
  '%UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS% ' +
  '%REQUESTED_SERVER_NAME% %ROUTE_NAME%\n';

/** Envoy's own default, which a proxy has that Istio does not configure. */
export const envoyTextFormat =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% ' +
  '%RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% ' +
  '"%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" ' +
  '"%UPSTREAM_HOST%"\n';

/** Takes a format apart; null for one whose lines cannot be read back: two operators stand together in it, or there is none. */
export function lineFormat(format: string): LineFormat | null {
  const literals: string[] = [];
  const operators: Operator[] = [];
  let from = 0;
  for (const match of format.matchAll(operatorPattern)) {
    literals.push(unescaped(format.slice(from, match.index)));
    operators.push(operatorOf(match[1] ?? '', match[2]));
    from = match.index + match[0].length;
  }
  literals.push(unescaped(format.slice(from)).replace(/\r?\n$/, ''));
  const apart = literals.slice(1, -1).every((literal) => literal !== '');
  return operators.length > 0 && apart ? { literals, operators } : null;
}

const unescaped = (literal: string): string => literal.replaceAll('%%', '%');

/**
 * Reads a line that a format wrote, or null for one that it did not. What callers wrote stands in the middle of the usual formats: the
 * line is read from both its ends up to there, so that no header can pass for a field that the proxy wrote. Takes time in proportion to
 * the line.
 */
export function scanLine({ literals, operators }: LineFormat, line: string): WrittenFields | null {
  const found: WrittenFields = {};
  const between = (i: number): string => literals[i] ?? '';
  const note = (i: number, value: string) => {
    const field = operators[i]?.field ?? null;
    if (field !== null) found[field] ??= value;
  };
  let [first, last] = [0, operators.length - 1];
  if (!line.startsWith(between(0)) || !line.endsWith(between(last + 1))) return null;
  let [start, end] = [between(0).length, line.length - between(last + 1).length];
  const foreign = operators.some((operator) => operator.foreign);

  const fromLeft = (): boolean => {
    const next = line.indexOf(between(first + 1), start);
    if (next < 0 || next + between(first + 1).length > end) return false;
    note(first, line.slice(start, next));
    start = next + between(first + 1).length;
    first += 1;
    return true;
  };
  const fromRight = (): boolean => {
    const next = line.lastIndexOf(between(last), end - between(last).length);
    if (next < start) return false;
    note(last, line.slice(next + between(last).length, end));
    end = next;
    last -= 1;
    return true;
  };

  while (first < last && operators[first]?.foreign === false) if (!fromLeft()) return null;
  while (foreign && first < last && operators[last]?.foreign === false) if (!fromRight()) return null;
  while (first < last) if (!fromLeft()) return null;
  if (start > end) return null;
  note(first, line.slice(start, end));
  return found;
}
