import type { Finding } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';

/** What a change does to the findings of a mesh. */
export interface FindingsDelta {
  /** There after it and not before. */
  readonly appeared: readonly Finding[];
  /** There before it and not after. */
  readonly gone: readonly Finding[];
  /** There after it as before, as they are after it: in another place perhaps, as lists are renumbered. */
  readonly kept: readonly Finding[];
}

/** A finding is the same where the same is wrong with the same object; a field moves when something is put before it. */
const identity = ({ code, object, args }: Finding): string =>
  `${code} ${objectKey(object)} ${JSON.stringify(Object.entries(args).sort())}`;

/** Findings before and after a change, told apart: as often as one is there more often it has appeared. */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): FindingsDelta {
  const old = Map.groupBy(before, identity);
  const appeared: Finding[] = [];
  const kept: Finding[] = [];
  for (const finding of after) {
    const same = old.get(identity(finding));
    if (same === undefined || same.length === 0) appeared.push(finding);
    else {
      // The one at the same place is the same, before any other.
      const at = same.findIndex(({ path }) => path === finding.path);
      same.splice(Math.max(0, at), 1);
      kept.push(finding);
    }
  }
  return { appeared, gone: [...old.values()].flat(), kept };
}
