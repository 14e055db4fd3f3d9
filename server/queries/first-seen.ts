import type { Finding } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';

/** A finding that comes back within this many seconds is the same one: a pod that restarts makes nothing new. */
const remembered = 900;
/** So many that are gone are remembered at most. */
const mostRemembered = 20_000;

/** When findings were first seen. It holds as much as there are findings, and for a while what is gone. */
export interface FirstSeen {
  /**
   * Takes the findings of the present: those that were not there before are new `now`. Until a look is `whole`, that one
   * included, nothing tells what is new: they are dated by `dateOf`.
   */
  note(findings: readonly Finding[], now: EpochSeconds, whole: boolean, dateOf: DateOf): void;
  /** Null where it was there before findings were watched and nothing dates it, and where it was not noted. */
  of(finding: Finding): EpochSeconds | null;
  /** Since when it is told what is new. Null until then. */
  watchedSince(): EpochSeconds | null;
}

type DateOf = (finding: Finding) => EpochSeconds | null;

interface Gone {
  readonly since: EpochSeconds | null;
  readonly at: EpochSeconds;
}

/** Remembers since when each finding has been there, while the server runs. */
export function createFirstSeen(): FirstSeen {
  let seen = new Map<string, EpochSeconds | null>();
  const gone = new Map<string, Gone>();
  let watchedSince: EpochSeconds | null = null;

  function forget(next: ReadonlyMap<string, unknown>, now: EpochSeconds): void {
    for (const [key, since] of seen) if (!next.has(key)) gone.set(key, { since, at: now });
    for (const [key, { at }] of gone) {
      if (now - at <= remembered && gone.size <= mostRemembered) break;
      gone.delete(key);
    }
  }

  return {
    note(findings, now, whole, dateOf) {
      const next = new Map<string, EpochSeconds | null>();
      for (const finding of findings) {
        const key = keyOf(finding);
        const before = seen.get(key) ?? gone.get(key)?.since;
        if (before !== undefined) next.set(key, before);
        else if (seen.has(key) || gone.has(key)) next.set(key, null);
        else next.set(key, watchedSince === null ? dateOf(finding) : now);
        gone.delete(key);
      }
      forget(next, now);
      seen = next;
      if (whole) watchedSince ??= now;
    },
    of: (finding) => seen.get(keyOf(finding)) ?? null,
    watchedSince: () => watchedSince,
  };
}

/** Not of the args: a finding whose numbers change is the same one. */
const keyOf = ({ code, object, path }: Finding): string => `${code} ${objectKey(object)} ${path}`;
