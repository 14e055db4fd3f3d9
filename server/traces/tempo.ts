import { z } from 'zod';
import { idBytes, readId } from '#lib/traces/read-id.ts';
import { traceql } from '#lib/traces/traceql.ts';
import type { TraceHttp } from './ask.ts';
import type { TraceBackend } from './backend.ts';
import { readTraces, readValue } from './read-answer.ts';

const tagValues = z.object({ tagValues: z.array(z.string()).default([]) });

/** Ids come in hexadecimal without zeros at their head. */
const found = z.object({ traces: z.array(z.object({ traceID: z.string() })).default([]) });

/**
 * Tempo's HTTP API (grafana.com, "Tempo HTTP API"): TraceQL searches, whole traces by id in OTLP JSON. Times are Unix seconds. The
 * first path of traces by id is the one that all versions have.
 */
export function tempoBackend(http: TraceHttp): TraceBackend {
  return {
    kind: 'tempo',
    async services(signal) {
      const answer = await http.get('/api/search/tag/service.name/values', new URLSearchParams(), signal);
      return readValue(answer, tagValues).tagValues;
    },
    async search({ start, end, limit, ...search }, signal) {
      const query = new URLSearchParams({
        q: traceql(search),
        start: String(Math.floor(start / 1000)),
        end: String(Math.ceil(end / 1000)),
        limit: String(limit),
      });
      const answer = await http.get('/api/search', query, signal);
      const ids = readValue(answer, found).traces.flatMap(
        ({ traceID }) => readId(traceID, idBytes.trace) ?? [],
      );
      return { ids, traces: [], unread: 0 };
    },
    async trace(id, signal) {
      const answer = await http.get(`/api/traces/${encodeURIComponent(id)}`, new URLSearchParams(), signal);
      if (answer.status === 404) return { trace: null, unread: 0 };
      const { traces, unread } = readTraces(answer);
      return { trace: traces.find((trace) => trace.id === id) ?? null, unread };
    },
  };
}
