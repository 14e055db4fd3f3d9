import { findTraces, type Search, servicesIn } from './find-traces.ts';
import type { ApiAnswer } from './jaeger-api.ts';
import { resourceSpans, tempoWriting } from './otlp.ts';
import { operationOf } from './span-attributes.ts';
import { serviceName, type TracedRequest } from './traced-span.ts';

/** Tempo's HTTP API, as far as it is read; null for other paths. */
export function tempoAnswer(
  traces: readonly TracedRequest[],
  { pathname, searchParams }: URL,
): ApiAnswer | null {
  if (pathname === '/api/search/tag/service.name/values') {
    return { status: 200, body: { tagValues: servicesIn(traces), metrics: {} } };
  }
  if (pathname === '/api/search') return search(traces, searchParams);
  const id = /^\/api\/traces\/([0-9a-f]{1,32})$/i.exec(pathname)?.[1];
  if (id === undefined) return null;
  const known = traces.filter((trace) => trace.id === id.toLowerCase().padStart(32, '0'));
  return known.length === 0
    ? { status: 404, body: 'trace not found' }
    : { status: 200, body: { batches: resourceSpans(known, tempoWriting) } };
}

function search(traces: readonly TracedRequest[], params: URLSearchParams): ApiAnswer {
  const asked = readTraceql(params.get('q') ?? '{}');
  if (asked === null)
    return { status: 400, body: 'the demo reads only terms of service, status and duration' };
  const found = findTraces(traces, {
    ...asked,
    start: Number(params.get('start') ?? 0) * 1000,
    end: Number(params.get('end') ?? Number.MAX_SAFE_INTEGER / 1000) * 1000,
    limit: Number(params.get('limit') ?? 20),
  });
  return { status: 200, body: { traces: found.map(inShort), metrics: {} } };
}

function inShort({ id, spans, startMs, durationMs }: TracedRequest) {
  const root = spans.find(({ parent }) => parent === null);
  return {
    traceID: id,
    rootServiceName: root === undefined ? '' : serviceName(root.pod),
    rootTraceName: root === undefined ? '' : operationOf(root),
    startTimeUnixNano: String(BigInt(Math.round(startMs * 1000)) * 1000n),
    durationMs: Math.round(durationMs),
  };
}

const term = /^(?:resource\.service\.name = ("(?:[^"\\]|\\.)*")|(status = error)|traceDuration >= (\d+)ms)$/;

/** Terms joined by `&&` in one pair of braces; null for the rest of the language. */
function readTraceql(text: string): Pick<Search, 'service' | 'errors' | 'minDuration'> | null {
  const inside = /^\{(.*)\}$/s.exec(text.trim())?.[1]?.trim();
  if (inside === undefined) return null;
  const asked = { service: null as string | null, errors: false, minDuration: 0 };
  for (const part of inside === '' ? [] : inside.split(' && ')) {
    const [, name, status, duration] = term.exec(part) ?? [];
    if (name !== undefined) asked.service = String(JSON.parse(name));
    else if (status !== undefined) asked.errors = true;
    else if (duration !== undefined) asked.minDuration = Number(duration);
    else return null;
  }
  return asked;
}
