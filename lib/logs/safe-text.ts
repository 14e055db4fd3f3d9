import { escaped } from '#lib/format/escaped.ts';

/** A text that can be put on a screen. */
export interface SafeText {
  readonly text: string;
  /** How many characters it has in all, where it was cut; null where it stands whole. */
  readonly cutOf: number | null;
}

/**
 * A text of unknown origin, at most `most` characters of it: what acts without being seen (controls, escapes of a terminal, overrides
 * of direction) stands there as an escape.
 */
export function safeText(text: string, most: number): SafeText {
  return { text: escaped(text.slice(0, most)), cutOf: text.length > most ? text.length : null };
}
