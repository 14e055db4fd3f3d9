import { isError, serviceName, type TracedRequest } from './traced-span.ts';

export interface Search {
  readonly service: string | null;
  readonly errors: boolean;
  /** Milliseconds. */
  readonly minDuration: number;
  /** Unix milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly limit: number;
}

/** The newest traces of a service in a time. With `errors` those in which a span of it failed. */
export function findTraces(traces: readonly TracedRequest[], search: Search): readonly TracedRequest[] {
  const found: TracedRequest[] = [];
  for (let i = traces.length - 1; i >= 0 && found.length < search.limit; i--) {
    const trace = traces[i];
    if (trace !== undefined && isFound(trace, search)) found.push(trace);
  }
  return found;
}

function isFound(trace: TracedRequest, { service, errors, minDuration, start, end }: Search): boolean {
  if (trace.startMs < start || trace.startMs > end || trace.durationMs < minDuration) return false;
  return trace.spans.some(
    ({ pod, outcome }) => (service === null || serviceName(pod) === service) && (!errors || isError(outcome)),
  );
}

/** Names of all services that told spans, sorted. */
export const servicesIn = (traces: readonly TracedRequest[]): readonly string[] =>
  [...new Set(traces.flatMap(({ spans }) => spans.map(({ pod }) => serviceName(pod))))].sort();
