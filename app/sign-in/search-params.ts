import { readNextPath } from '#lib/url/object-codec.ts';

/** Whether a session has just ended, rather than never begun. */
export const hasEnded = (params: Readonly<Record<string, string | string[] | undefined>>): boolean =>
  params.ended === '1';

/** Where to go once signed in. */
export const nextOf = (params: Readonly<Record<string, string | string[] | undefined>>): string =>
  readNextPath(typeof params.next === 'string' ? params.next : null);
