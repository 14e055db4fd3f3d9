import type { FindingLevel } from '#lib/core/finding.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { type Codec, someOf } from './codec.ts';
import { atCodec } from './time-codec.ts';

/** The levels that are shown; none chosen means all. */
export const levelsCodec: Codec<readonly FindingLevel[]> = someOf(['error', 'warning', 'info'], []);

/** Words such as kinds and codes separated by commas, sorted, each once; none means all. */
export const wordsCodec: Codec<readonly string[]> = {
  parse: (text) => {
    const words = text === '' ? [] : text.split(',');
    return words.length <= 50 && words.every((word) => /^[A-Za-z0-9]{1,63}$/.test(word))
      ? [...new Set(words)].sort()
      : null;
  },
  serialize: (words) => [...new Set(words)].sort().join(','),
  fallback: [],
};

export const ages = { '15m': 900, '1h': 3600, '6h': 21_600, '1d': 86_400, '7d': 604_800 } as const;
export type Age = keyof typeof ages;

const isAge = (text: string): text is Age => Object.hasOwn(ages, text);

/** Since when something must be new: for an age, which moves with the present, or since a moment in Unix seconds. */
export type NewSince = Age | EpochSeconds;

export const newSinceCodec: Codec<NewSince | null> = {
  parse: (text) => (isAge(text) ? text : atCodec.parse(text)),
  serialize: (since) => (typeof since === 'string' ? since : atCodec.serialize(since)),
  fallback: null,
};

/** The moment that is meant, in Unix seconds. */
export const sinceMoment = (since: NewSince, now: number): number =>
  typeof since === 'string' ? now - ages[since] : since;

/** The cause that is looked at, by its key (`lib/validation/list/cause.ts`). */
export const causeCodec: Codec<string | null> = {
  parse: (text) => (text !== '' && text.length <= 500 ? text : null),
  serialize: (key) => key ?? '',
  fallback: null,
};
