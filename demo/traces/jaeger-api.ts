import { findTraces, type Search, servicesIn } from './find-traces.ts';
import { jaegerWriting, resourceSpans } from './otlp.ts';
import { operationOf } from './span-attributes.ts';
import { serviceName, type TracedRequest } from './traced-span.ts';

/** An answer in JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Jaeger's query API v3, as far as it is read; null for other paths. */
export function jaegerAnswer(
  traces: readonly TracedRequest[],
  { pathname, searchParams }: URL,
): ApiAnswer | null {
  if (pathname === '/api/v3/services') return { status: 200, body: { services: servicesIn(traces) } };
  if (pathname === '/api/v3/operations') return operations(traces, searchParams.get('service'));
  if (pathname === '/api/v3/traces') return search(traces, searchParams);
  const id = /^\/api\/v3\/traces\/([0-9a-f]{1,32})$/i.exec(pathname)?.[1];
  if (id === undefined) return null;
  return found(traces.filter((trace) => trace.id === id.toLowerCase().padStart(32, '0')));
}

function operations(traces: readonly TracedRequest[], service: string | null): ApiAnswer {
  const spans = traces.flatMap((trace) => trace.spans).filter(({ pod }) => serviceName(pod) === service);
  const kinds = new Map(
    spans.map((span) => [operationOf(span), span.side === 'source' ? 'client' : 'server']),
  );
  return { status: 200, body: { operations: [...kinds].map(([name, spanKind]) => ({ name, spanKind })) } };
}

function search(traces: readonly TracedRequest[], params: URLSearchParams): ApiAnswer {
  const asked = readSearch(params);
  return typeof asked === 'string' ? failure(400, asked) : found(findTraces(traces, asked));
}

/** Go's durations, of one unit each. */
const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

function readSearch(params: URLSearchParams): Search | string {
  const start = Date.parse(params.get('query.start_time_min') ?? '');
  const end = Date.parse(params.get('query.start_time_max') ?? '');
  if (Number.isNaN(start) || Number.isNaN(end))
    return 'query.start_time_min and query.start_time_max are required';
  const least = /^([\d.]+)(us|ms|s|m)$/.exec(params.get('query.duration_min') ?? '0ms');
  if (least === null) return 'malformed parameter query.duration_min';
  const [, number = '0', unit = 'ms'] = least;
  return {
    service: params.get('query.service_name'),
    errors: /"error"\s*:\s*"true"/.test(params.get('query.attributes') ?? ''),
    minDuration: Number(number) * (units[unit] ?? 1),
    start,
    end,
    limit: Number(params.get('query.num_traces') ?? 100),
  };
}

const found = (traces: readonly TracedRequest[]): ApiAnswer =>
  traces.length === 0
    ? failure(404, 'No traces found')
    : { status: 200, body: { result: { resourceSpans: resourceSpans(traces, jaegerWriting) } } };

const failure = (httpCode: number, message: string): ApiAnswer => ({
  status: httpCode,
  body: { error: { httpCode, message } },
});
