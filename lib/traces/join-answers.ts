import { z } from 'zod';
import { type ReadTraces, readOtlp } from './read-otlp.ts';
import type { Trace } from './trace.ts';

const wrapped = z.object({ result: z.unknown() });

/**
 * The traces of several OTLP JSON values, bare or in the `result` of a gRPC gateway, as a stream gives them: spans of one trace may
 * come in several pieces. Null where one of them is of another form.
 */
export function joinAnswers(values: readonly unknown[]): ReadTraces | null {
  const spans = new Map<string, Trace['spans'][number][]>();
  let unread = 0;
  for (const value of values) {
    const inner = wrapped.safeParse(value);
    const read = readOtlp(inner.success ? inner.data.result : value);
    if (read === null) return null;
    unread += read.unread;
    for (const trace of read.traces) {
      const known = spans.get(trace.id) ?? [];
      for (const span of trace.spans) known.push(span);
      spans.set(trace.id, known);
    }
  }
  return { traces: [...spans].map(([id, each]) => ({ id, spans: each })), unread };
}
