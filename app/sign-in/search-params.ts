import { readNextPath } from '#lib/url/object-codec.ts';

/** Where to go once signed in. */
export const nextOf = (params: Readonly<Record<string, string | string[] | undefined>>): string =>
  readNextPath(typeof params.next === 'string' ? params.next : null);
