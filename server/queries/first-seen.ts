import type { Finding } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { findObject } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';

/** When findings were first seen. What is gone is forgotten at once, so it holds as much as there are findings. */
export interface FirstSeen {
  /** Takes the findings of the present: those that were not there before are new `now`. */
  note(findings: readonly Finding[], snapshot: MeshSnapshot, now: EpochSeconds): void;
  /** Null where it was there before findings were watched and its object does not tell when it was changed. */
  of(finding: Finding): EpochSeconds | null;
  /** Since when findings are watched: since every kind was first listed. Null until then. */
  watchedSince(): EpochSeconds | null;
}

export function createFirstSeen(): FirstSeen {
  const keys = new WeakMap<Finding, string>();
  let seen = new Map<string, EpochSeconds | null>();
  let watchedSince: EpochSeconds | null = null;
  const keyOf = (finding: Finding): string => {
    const known = keys.get(finding);
    if (known !== undefined) return known;
    // Not the args: a finding whose numbers change is the same one.
    const key = `${finding.code} ${objectKey(finding.object)} ${finding.path}`;
    keys.set(finding, key);
    return key;
  };
  return {
    note(findings, snapshot, now) {
      const next = new Map<string, EpochSeconds | null>();
      for (const finding of findings) {
        const key = keyOf(finding);
        const before = seen.get(key);
        if (before !== undefined) next.set(key, before);
        else next.set(key, watchedSince === null ? objectChangedAt(finding, snapshot) : now);
      }
      seen = next;
      if (watchedSince === null && isListed(snapshot)) watchedSince = now;
    },
    of: (finding) => seen.get(keyOf(finding)) ?? null,
    watchedSince: () => watchedSince,
  };
}

function objectChangedAt({ object }: Finding, snapshot: MeshSnapshot): EpochSeconds | null {
  const found = findObject(snapshot, object);
  return found === null ? null : changedAt(found.metadata);
}

const isListed = ({ clusters }: MeshSnapshot): boolean =>
  clusters.size > 0 &&
  [...clusters.values()].every(({ states }) =>
    [...states.values()].every(({ phase }) => phase !== 'loading'),
  );
