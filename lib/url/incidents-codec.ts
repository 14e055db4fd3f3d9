import type { Codec } from './codec.ts';

/** The problem that is open on the incidents page, by its key. */
export const problemCodec: Codec<string | null> = {
  parse: (text) => (/^[\w-]{8,64}$/.test(text) ? text : null),
  serialize: (key) => key ?? '',
  fallback: null,
};
