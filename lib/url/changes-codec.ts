import { type Codec, oneOf } from './codec.ts';

/** How far back changes are listed, in seconds; a day where the link says nothing. */
export const changeSpans = {
  '1d': 86_400,
  '1h': 3600,
  '6h': 21_600,
  '7d': 604_800,
  '14d': 1_209_600,
} as const;
export type ChangeSpan = keyof typeof changeSpans;

export const changeSpanCodec: Codec<ChangeSpan> = oneOf(['1d', '1h', '6h', '7d', '14d']);

/** Names of people and field managers, which may have spaces and colons but no commas: sorted, each once; none means all. */
export const whoCodec: Codec<readonly string[]> = {
  parse: (text) => {
    const names = text === '' ? [] : text.split(',');
    return names.length <= 20 &&
      names.every((name) => /^[^\s,\p{C}]([^,\p{C}]{0,250}[^\s,\p{C}])?$/u.test(name))
      ? [...new Set(names)].sort()
      : null;
  },
  serialize: (names) => [...new Set(names)].sort().join(','),
  fallback: [],
};
