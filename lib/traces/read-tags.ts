import { z } from 'zod';
import type { SpanTag } from './trace.ts';

const attribute = z.object({ key: z.string(), value: z.unknown() });

const value = z.union([
  z.object({ stringValue: z.string() }).transform((it) => it.stringValue),
  z.object({ intValue: z.union([z.string(), z.number()]) }).transform((it) => String(it.intValue)),
  z.object({ boolValue: z.boolean() }).transform((it) => String(it.boolValue)),
  z.object({ doubleValue: z.union([z.number(), z.string()]) }).transform((it) => String(it.doubleValue)),
  z.object({ bytesValue: z.string() }).transform((it) => it.bytesValue),
]);

/** So many tags of a span are read, and so many characters of each: what sends more is not a proxy. */
const mostTags = 200;
const mostText = 4096;

/** Attributes of OTLP as texts: lists and maps as their JSON. What is none is left out. */
export function readTags(attributes: unknown): SpanTag[] {
  if (!Array.isArray(attributes)) return [];
  return attributes.slice(0, mostTags).flatMap((each: unknown) => {
    const parsed = attribute.safeParse(each);
    return parsed.success ? [{ key: parsed.data.key, value: textOf(parsed.data.value) }] : [];
  });
}

function textOf(raw: unknown): string {
  const parsed = value.safeParse(raw);
  const text = parsed.success ? parsed.data : (JSON.stringify(raw ?? null) ?? '');
  return text.length > mostText ? `${text.slice(0, mostText)}…` : text;
}
