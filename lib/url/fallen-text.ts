import { visible } from '#lib/format/visible.ts';
import type { FallenBack } from './fallen-back.ts';

/** A value is quoted up to so many characters. */
const longest = 40;

/** The parameter as it stands in the link, cut to what can be read. */
export function quoted({ name, text }: FallenBack): string {
  const shown = [...visible(text.slice(0, 4 * longest))];
  return `${name}=${shown.length > longest ? `${shown.slice(0, longest).join('')}…` : shown.join('')}`;
}

/** What is shown instead: `window=5m is used`. */
export const instead = ({ name, fallback }: FallenBack): string =>
  fallback === null ? 'it is left out' : `${name}=${fallback} is used`;
