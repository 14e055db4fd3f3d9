import type { Codec } from './codec.ts';

/** So many lines from the end of each pod's log are looked through, unless more are asked for; and so many at most. */
export const usualLogLines = 3000;
export const mostLogLines = 12_000;

/** How many lines from the end of each log are looked through. */
export const logLinesCodec: Codec<number> = {
  parse: (text) => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= mostLogLines ? Number(text) : null),
  serialize: String,
  fallback: usualLogLines,
};
