/**
 * Characters that are not seen and yet act: controls, line and paragraph separators, marks and overrides of direction,
 * blanks without width, halves of a pair. Joiners stay: emoji and several scripts are written with them.
 */
export const unseen = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * A name from telemetry or a cluster as it can be put on a line among others: what would break the line, or turn the
 * direction of what stands beside it, is shown as `�`. Names that Kubernetes allows are returned as they are.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(unseen, '\ufffd');
}

/** Letters that are written from right to left. */
const leftward = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name within a sentence, kept from turning the direction of what stands beside it (U+2068 and U+2069 round it). */
export const isolated = (name: string): string => (leftward.test(name) ? `\u2068${name}\u2069` : name);
