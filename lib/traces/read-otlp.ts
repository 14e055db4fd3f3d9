import { z } from 'zod';
import { idBytes, readId } from './read-id.ts';
import { readTags } from './read-tags.ts';
import { spanFailed } from './span-failed.ts';
import { type Span, type SpanKind, type SpanTag, type Trace, tagOf } from './trace.ts';

/** A moment in nanoseconds, as text since JSON's numbers do not hold it. */
const nanoseconds = z.union([z.string().regex(/^\d{1,20}$/), z.number().nonnegative()]);

const looseSpan = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().nullish(),
  name: z.string().catch(''),
  kind: z.union([z.string(), z.number()]).catch(0),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds.nullish(),
  attributes: z.unknown(),
  status: z
    .object({ code: z.union([z.string(), z.number()]).catch(0), message: z.string().catch('') })
    .catch({ code: 0, message: '' }),
});
type LooseSpan = z.infer<typeof looseSpan>;

const scope = z.object({ spans: z.array(z.unknown()).catch([]) });
const scopes = z.array(z.unknown()).catch([]);
const resourceSpans = z.object({
  resource: z.object({ attributes: z.unknown() }).catch({ attributes: [] }),
  scopeSpans: scopes,
  /** What the field was called before OTLP 0.19; Tempo's blocks may hold it. */
  instrumentationLibrarySpans: scopes,
});

const list = z.array(z.unknown());
/** OTLP calls the list `resourceSpans`; Tempo's first API calls it `batches`, its second puts it into `trace`. */
const envelopes = [
  z.object({ resourceSpans: list }).transform((it) => it.resourceSpans),
  z.object({ batches: list }).transform((it) => it.batches),
  z.object({ trace: z.object({ resourceSpans: list }) }).transform((it) => it.trace.resourceSpans),
  z.object({ trace: z.object({ batches: list }) }).transform((it) => it.trace.batches),
];

/** Traces of an answer, and how many spans could not be read. */
export interface ReadTraces {
  readonly traces: readonly Trace[];
  readonly unread: number;
}

/** Traces of one OTLP JSON value, in the order in which they are first named; null where it is not of that form. */
export function readOtlp(value: unknown): ReadTraces | null {
  for (const envelope of envelopes) {
    const parsed = envelope.safeParse(value);
    if (parsed.success) return readAll(parsed.data);
  }
  return null;
}

function readAll(resources: readonly unknown[]): ReadTraces {
  const spans = new Map<string, Span[]>();
  let unread = 0;
  for (const each of resources) {
    const resource = resourceSpans.safeParse(each);
    if (!resource.success) {
      unread++;
      continue;
    }
    const { scopeSpans, instrumentationLibrarySpans } = resource.data;
    const shared = readTags(resource.data.resource.attributes);
    for (const raw of [...scopeSpans, ...instrumentationLibrarySpans].flatMap(spansOf)) {
      const read = readSpan(raw, shared);
      if (read === null) {
        unread++;
        continue;
      }
      const known = spans.get(read.trace);
      if (known === undefined) spans.set(read.trace, [read.span]);
      else known.push(read.span);
    }
  }
  return { traces: [...spans].map(([id, each]) => ({ id, spans: each })), unread };
}

function spansOf(value: unknown): readonly unknown[] {
  const parsed = scope.safeParse(value);
  return parsed.success ? parsed.data.spans : [];
}

function readSpan(raw: unknown, shared: readonly SpanTag[]): { trace: string; span: Span } | null {
  const parsed = looseSpan.safeParse(raw);
  if (!parsed.success) return null;
  const { data } = parsed;
  const trace = readId(data.traceId, idBytes.trace);
  const id = readId(data.spanId, idBytes.span);
  if (trace === null || id === null) return null;
  const tags = [...readTags(data.attributes), ...shared];
  return {
    trace,
    span: {
      id,
      parent: readId(data.parentSpanId ?? '', idBytes.span),
      service: tagOf({ tags: shared }, 'service.name') ?? '',
      operation: data.name,
      kind: kindOf(data.kind),
      ...timesOf(data),
      failed: spanFailed(data.status.code, tags),
      message: data.status.message,
      tags,
    },
  };
}

function timesOf({ startTimeUnixNano, endTimeUnixNano }: LooseSpan): Pick<Span, 'start' | 'duration'> {
  const start = BigInt(startTimeUnixNano);
  const length = BigInt(endTimeUnixNano ?? startTimeUnixNano) - start;
  return { start: milliseconds(start), duration: length > 0n ? milliseconds(length) : 0 };
}

/** Whole microseconds are all that a double holds of a moment. */
const milliseconds = (ns: bigint): number => Number(ns / 1000n) / 1000;

/** `Span.SpanKind` of opentelemetry-proto, by number. */
const kinds: readonly SpanKind[] = ['unknown', 'internal', 'server', 'client', 'producer', 'consumer'];

function kindOf(kind: string | number): SpanKind {
  if (typeof kind === 'number') return kinds[kind] ?? 'unknown';
  const word = kind.replace(/^SPAN_KIND_/, '').toLowerCase();
  return kinds.find((each) => each === word) ?? 'unknown';
}
