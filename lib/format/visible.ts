/**
 * Characters that are not seen and yet act: controls, line and paragraph separators, marks and overrides of direction,
 * blanks without width, halves of a pair. Joiners stay: emoji and several scripts are written with them.
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/**
 * A name from telemetry or a cluster as it can be put on a line among others: what would break the line, or turn the
 * direction of what stands beside it, is shown as `�`. Names that Kubernetes allows are returned as they are.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(unseen, '\ufffd');
}
