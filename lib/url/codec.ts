/**
 * How one parameter is written in a link. `parse(serialize(v))` is `v`; text that means nothing parses to null, and the
 * reader falls back to `fallback`: a bad link opens the page, it does not break it.
 */
export interface Codec<T> {
  readonly parse: (text: string) => T | null;
  readonly serialize: (value: T) => string;
  readonly fallback: T;
}

/** What `text` says, or the fallback when it is absent or means nothing. */
export function readParam<T>(codec: Codec<T>, text: string | null | undefined): T {
  return text === null || text === undefined ? codec.fallback : (codec.parse(text) ?? codec.fallback);
}

/** A switch that is off by default: `1` when on. */
export const flagCodec: Codec<boolean> = {
  parse: (text) => (text === '1' ? true : text === '0' ? false : null),
  serialize: (value) => (value ? '1' : '0'),
  fallback: false,
};

/** One of `values`, the first being the fallback. */
export function oneOf<const T extends string>(values: readonly [T, ...T[]]): Codec<T> {
  return {
    parse: (text) => values.find((value) => value === text) ?? null,
    serialize: (value) => value,
    fallback: values[0],
  };
}

/** Some of `values`, separated by commas, in the order of `values`; `-` for none. */
export function someOf<const T extends string>(
  values: readonly T[],
  fallback: readonly T[],
): Codec<readonly T[]> {
  return {
    parse: (text) => {
      const names = text === '-' ? [] : text.split(',');
      const known = values.filter((value) => names.includes(value));
      return known.length === new Set(names).size ? known : null;
    },
    serialize: (chosen) => (chosen.length === 0 ? '-' : values.filter((v) => chosen.includes(v)).join(',')),
    fallback,
  };
}
