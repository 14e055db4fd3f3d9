import type { AccessFields } from './access-fields.ts';

interface Line {
  readonly raw: string;
  readonly access: AccessFields | null;
}

/** The lines that have all words of a text somewhere, whatever their case; those that are not of the access log only where `others` says so. */
export function filterLines<L extends Line>(
  lines: readonly L[],
  text: string,
  others: boolean,
): readonly L[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return lines.filter(
    ({ raw, access }) =>
      (others || access !== null) && (words.length === 0 || hasAll(raw.toLowerCase(), words)),
  );
}

const hasAll = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word));
