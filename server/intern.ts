import type { Intern } from '#lib/core/intern.ts';

/**
 * Keeps one string of each text, or what `keep` makes of it. Beyond `limit` texts it forgets them all and begins anew: what
 * it gave away stays good, and names of pods and services that are gone do not stay.
 */
export function createInterner(limit: number, keep: Intern = (text) => text): Intern {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= limit) known.clear();
    const kept = keep(text);
    known.set(text, kept);
    return kept;
  };
}
