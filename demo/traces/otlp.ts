import { attributesOf, operationOf } from './span-attributes.ts';
import { isError, serviceName, type TracedRequest, type TracedSpan } from './traced-span.ts';

/** How a backend writes ids and enums in its OTLP JSON. */
export interface Writing {
  id(hexadecimal: string): string;
  kind(side: TracedSpan['side']): string | number;
  readonly error: string | number;
}

/** Jaeger's API v3: ids in hexadecimal, enums by number. */
export const jaegerWriting: Writing = {
  id: (id) => id,
  kind: (side) => (side === 'source' ? 3 : 2),
  error: 2,
};

/** Tempo: ids in base64, enums by name. */
export const tempoWriting: Writing = {
  id: (id) => Buffer.from(id, 'hex').toString('base64'),
  kind: (side) => (side === 'source' ? 'SPAN_KIND_CLIENT' : 'SPAN_KIND_SERVER'),
  error: 'STATUS_CODE_ERROR',
};

/** Spans of some traces by the proxy that told them, as OTLP's `resourceSpans`. */
export function resourceSpans(traces: readonly TracedRequest[], writing: Writing): readonly unknown[] {
  return traces.flatMap((trace) =>
    [...Map.groupBy(trace.spans, ({ pod }) => pod)].map(([pod, spans]) => ({
      resource: { attributes: [{ key: 'service.name', value: { stringValue: serviceName(pod) } }] },
      scopeSpans: [{ scope: {}, spans: spans.map((span) => written(span, trace.id, writing)) }],
    })),
  );
}

const nanoseconds = (ms: number): string => String(BigInt(Math.round(ms * 1000)) * 1000n);

function written(span: TracedSpan, traceId: string, { id, kind, error }: Writing) {
  return {
    traceId: id(traceId),
    spanId: id(span.id),
    parentSpanId: span.parent === null ? '' : id(span.parent),
    name: operationOf(span),
    kind: kind(span.side),
    startTimeUnixNano: nanoseconds(span.startMs),
    endTimeUnixNano: nanoseconds(span.startMs + span.durationMs),
    attributes: attributesOf(span, traceId),
    status: isError(span.outcome) ? { code: error } : {},
  };
}
