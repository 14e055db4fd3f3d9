import { isObject, type JsonObject, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { parseDuration } from '#lib/istio/duration.ts';

/** What bounds the time of a request: milliseconds, null where nothing does. */
export interface RequestTime {
  readonly timeoutMs: number | null;
  /** How often it is tried again at most. */
  readonly attempts: number;
  readonly perTryMs: number | null;
}

/** Where a rule says nothing of retries (`defaultHttpRetryPolicy` of the mesh configuration may say otherwise; istio/istio retry.go 86c9f01f). */
const defaultAttempts = 2;

/** What a rule of a VirtualService or an HTTPRoute says of time; a timeout of 0 is none in both. */
export function requestTimeOf(rule: JsonObject): RequestTime {
  const timeouts = objectAt(rule, 'timeouts');
  const retries = isObject(rule.retries) ? rule.retries : isObject(rule.retry) ? rule.retry : null;
  const time = (text: string): number | null => parseDuration(text) || null;
  return {
    timeoutMs: time(textAt(rule, 'timeout') || textAt(timeouts, 'request')),
    attempts:
      retries === null
        ? defaultAttempts
        : Math.max(0, numberAt(retries, 'attempts') ?? (isObject(rule.retry) ? 1 : 0)),
    perTryMs: time(textAt(objectAt(rule, 'retries'), 'perTryTimeout') || textAt(timeouts, 'backendRequest')),
  };
}

/**
 * How long a request may take in the end, and what cuts it. A try without a time of its own has the whole timeout; the pauses
 * between tries, some 25 ms and more each, are not counted (HTTPRetry, istio/api networking/v1 b8f8791d).
 */
export function requestTimeSays({ timeoutMs, attempts, perTryMs }: RequestTime): string {
  const tries = attempts + 1;
  const times = tries === 1 ? 'once' : tries === 2 ? 'twice' : `up to ${tries} times`;
  if (timeoutMs === null && perTryMs === null) return `Nothing cuts a request off; it is tried ${times}.`;
  if (perTryMs === null || (timeoutMs !== null && perTryMs >= timeoutMs))
    return timeoutAlone(timeoutMs ?? 0, tries);
  const all = tries * perTryMs;
  const each =
    tries === 1
      ? `1 attempt of ${formatLatency(perTryMs)}`
      : `${tries} attempts of ${formatLatency(perTryMs)}`;
  if (timeoutMs === null) return `A request may take up to ${formatLatency(all)}: ${each}.`;
  if (all <= timeoutMs)
    return `A request may take up to ${formatLatency(all)}: ${each}, within the timeout of ${formatLatency(timeoutMs)}.`;
  const whole = Math.floor(timeoutMs / perTryMs);
  const cut =
    whole * perTryMs === timeoutMs
      ? `attempt ${whole + 1} never starts`
      : `attempt ${whole + 1} is cut short`;
  return `A request may take up to ${formatLatency(timeoutMs)}: the timeout cuts off ${each}. Where each takes its time, ${cut}.`;
}

function timeoutAlone(timeoutMs: number, tries: number): string {
  const limit = `A request may take up to ${formatLatency(timeoutMs)}`;
  if (tries === 1) return `${limit}: 1 attempt.`;
  return `${limit}, all of its ${tries} attempts together. One that hangs uses it up, so only quick failures are tried again.`;
}
