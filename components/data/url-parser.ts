import { createParser } from 'nuqs';
import type { Codec } from '#lib/url/codec.ts';

/** A codec of lib/url as nuqs wants it; at its fallback a parameter leaves the link. */
export function urlParser<T>(codec: Codec<T>) {
  return createParser<NonNullable<T>>({
    parse: (text) => codec.parse(text) ?? null,
    serialize: (value) => codec.serialize(value),
    eq: (a, b) => codec.serialize(a) === codec.serialize(b),
  });
}
