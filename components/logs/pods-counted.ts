import { plural } from '#lib/format/ellipsis.ts';

/** `3 of 4 pods`, `all 4 pods`. */
export const podsCounted = (count: number, all: number): string =>
  count === all ? `all ${plural(all, 'pod')}` : `${count} of ${plural(all, 'pod')}`;
