import type { Codec } from './codec.ts';

/** The rule of a route that is edited, as lib/edit/split names it: `http/0`; null for the one that most needs it. */
export const ruleCodec: Codec<string | null> = {
  parse: (text) => (/^(http|tls|tcp|rules)\/(0|[1-9]\d{0,3})$/.test(text) ? text : null),
  serialize: (rule) => rule ?? '',
  fallback: null,
};

/** More destinations than this no rule has that a person edits with sliders. */
const most = 64;

/** Weights while they are moved, in the order of the rule's destinations: `90,10`; null for those that are declared. */
export const weightsCodec: Codec<readonly number[] | null> = {
  parse: (text) => {
    const parts = text.split(',');
    return parts.length <= most && parts.every((part) => /^(0|[1-9]\d{0,6})$/.test(part))
      ? parts.map(Number)
      : null;
  },
  serialize: (weights) => weights?.join(',') ?? '',
  fallback: null,
};

const isPercent = (part: string) => /^(\d{1,2}(\.\d{1,4})?|100)$/.test(part);

/** Percentages of mirrors while they are edited: `10,-`, where a dash leaves one as it is; null for those that are declared. */
export const mirrorsCodec: Codec<readonly (number | null)[] | null> = {
  parse: (text) => {
    const parts = text.split(',');
    if (parts.length > most || !parts.every((part) => part === '-' || isPercent(part))) return null;
    return parts.map((part) => (part === '-' ? null : Number(part)));
  },
  serialize: (percents) => percents?.map((percent) => percent ?? '-').join(',') ?? '',
  fallback: null,
};

/** The change that is followed after it was applied, by its id; null for none. */
export const changeCodec: Codec<string | null> = {
  parse: (text) => (/^[\w-]{1,100}$/.test(text) ? text : null),
  serialize: (change) => change ?? '',
  fallback: null,
};

/** The version that is rolled out by steps; null for one that is not the stable one. */
export const canaryCodec: Codec<string | null> = {
  parse: (text) => (text.length > 0 && text.length <= 253 ? text : null),
  serialize: (version) => version ?? '',
  fallback: null,
};
