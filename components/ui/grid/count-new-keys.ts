/**
 * How many rows came to a list, by their keys: those that were not there before and stand above some that were. What is asked for at
 * its end is not new.
 */
export function countNewKeys(before: readonly string[], now: readonly string[]): number {
  if (before.length === 0) return 0;
  const known = new Set(before);
  const end = now.findLastIndex((key) => known.has(key));
  return now.filter((key, at) => !known.has(key) && (end < 0 || at < end)).length;
}
