import { z } from 'zod';
import type { TraceHttp } from './ask.ts';
import type { BackendSearch, TraceBackend } from './backend.ts';
import { readTraces, readValue } from './read-answer.ts';

/** Without any, the field is left out; another object is another API's. */
const services = z.union([
  z.object({ services: z.array(z.string()) }),
  z.strictObject({}).transform(() => ({ services: [] })),
]);

/**
 * Jaeger's query API v3 (`internal/apiv3` of jaegertracing/jaeger). Parameters go under their older names, which all versions
 * take; times are RFC 3339 and durations as Go writes them; where there is nothing it answers 404.
 */
export function jaegerBackend(http: TraceHttp): TraceBackend {
  return {
    kind: 'jaeger',
    async services(signal) {
      const answer = await http.get('/api/v3/services', new URLSearchParams(), signal);
      return readValue(answer, services).services;
    },
    async search(search, signal) {
      const answer = await http.get('/api/v3/traces', queryOf(search), signal);
      if (isNothing(answer)) return { ids: [], traces: [], unread: 0 };
      const { traces, unread } = readTraces(answer);
      return { ids: traces.map(({ id }) => id), traces, unread };
    },
    async trace(id, signal) {
      const path = `/api/v3/traces/${encodeURIComponent(id)}`;
      const answer = await http.get(path, new URLSearchParams(), signal);
      if (isNothing(answer)) return { trace: null, unread: 0 };
      const { traces, unread } = readTraces(answer);
      return { trace: traces.find((trace) => trace.id === id) ?? null, unread };
    },
  };
}

/** It answers 404 for want of traces too, in JSON that names the status; a 404 of something else has another body. */
const isNothing = ({ status, body }: { status: number; body: string }): boolean =>
  status === 404 && /^\s*\{\s*"(error|code|message)"/.test(body);

function queryOf({ service, errors, minDuration, start, end, limit }: BackendSearch): URLSearchParams {
  return new URLSearchParams({
    'query.service_name': service,
    'query.start_time_min': new Date(start).toISOString(),
    'query.start_time_max': new Date(end).toISOString(),
    'query.num_traces': String(limit),
    ...(minDuration === null ? {} : { 'query.duration_min': `${Math.round(minDuration)}ms` }),
    // Versions that do not know it pass over it.
    ...(errors ? { 'query.attributes': JSON.stringify({ error: 'true' }) } : {}),
  });
}
