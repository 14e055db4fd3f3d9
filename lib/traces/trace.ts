import { z } from 'zod';

const spanKind = z.enum(['client', 'server', 'producer', 'consumer', 'internal', 'unknown']);
export type SpanKind = z.infer<typeof spanKind>;

const spanTag = z.object({ key: z.string(), value: z.string() });
export type SpanTag = z.infer<typeof spanTag>;

/** One piece of work of one service, as its proxy or program told it. */
export const span = z.object({
  /** Lower-case hexadecimal; made up where two sides share one. */
  id: z.string(),
  /** Null for a span that nothing called. */
  parent: z.string().nullable(),
  /** `service.name` of its resource; empty where it says none. */
  service: z.string(),
  operation: z.string(),
  kind: spanKind,
  /** Unix time in milliseconds, with its fraction. */
  start: z.number(),
  /** Milliseconds. */
  duration: z.number().nonnegative(),
  failed: z.boolean(),
  /** What the status says beside failing; empty where nothing. */
  message: z.string(),
  /** Attributes of the span, then those of its resource. */
  tags: z.array(spanTag),
});
export type Span = z.infer<typeof span>;

/** All that is known of one request on its way through the mesh; the order of spans says nothing. */
export interface Trace {
  readonly id: string;
  readonly spans: readonly Span[];
}

/** The value of a span's tag: of the first of some keys that has one, null where none has. */
export const tagOf = (
  { tags }: { readonly tags: readonly SpanTag[] },
  ...keys: readonly string[]
): string | null =>
  keys.map((key) => tags.find((tag) => tag.key === key)?.value).find((value) => value) ?? null;
