import type { Codec } from './codec.ts';

/** A trace by its id. */
export const traceIdCodec: Codec<string | null> = {
  parse: (text) => (/^[0-9a-f]{32}$/.test(text) ? text : null),
  serialize: (id) => id ?? '',
  fallback: null,
};

/** Milliseconds that a trace is to take at least; none by default. */
export const leastDurationCodec: Codec<number | null> = {
  parse: (text) => (/^[1-9]\d{0,6}$/.test(text) ? Number(text) : null),
  serialize: (ms) => (ms === null ? '' : String(ms)),
  fallback: null,
};
