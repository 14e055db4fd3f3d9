import type { Intern } from '#lib/core/intern.ts';

/**
 * Keeps one string of each text. Beyond `limit` texts it forgets them all and begins anew: what it gave away stays good,
 * and names of pods and services that are gone do not stay.
 */
export function createInterner(limit: number): Intern {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= limit) known.clear();
    known.set(text, text);
    return text;
  };
}
