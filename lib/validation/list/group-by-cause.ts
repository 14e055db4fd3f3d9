import type { Finding, FindingLevel } from '#lib/core/finding.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { findingText } from '../codes.ts';
import { type Cause, causeOf } from './cause.ts';

/** A finding as a list has it: `since` is when it was first seen, null where that is not known. */
export type ListedFinding = Finding & { readonly since: EpochSeconds | null };

/** Findings of one cause. */
export interface CauseGroup<F extends ListedFinding = ListedFinding> {
  readonly cause: Cause;
  /** The worst among them. */
  readonly level: FindingLevel;
  readonly findings: readonly F[];
  /** What all of them say in the same words; null where their texts differ. */
  readonly text: string | null;
  /** When the newest was first seen; null where none of them tells. */
  readonly newest: EpochSeconds | null;
  /** How many are suppressed. */
  readonly suppressed: number;
}

export const levelOrder: readonly FindingLevel[] = ['error', 'warning', 'info'];

const rank = (level: FindingLevel): number => levelOrder.indexOf(level);

/** Findings by their cause: the worst first, then the cause with the most, then by name, so that the order is always the same. */
export function groupByCause<F extends ListedFinding>(findings: readonly F[]): readonly CauseGroup<F>[] {
  const byCause = new Map<string, { cause: Cause; found: F[] }>();
  for (const finding of findings) {
    const cause = causeOf(finding);
    const group = byCause.get(cause.key);
    if (group === undefined) byCause.set(cause.key, { cause, found: [finding] });
    else group.found.push(finding);
  }
  return [...byCause.values()]
    .map(groupOf)
    .sort(
      (a, b) =>
        Number(allSuppressed(a)) - Number(allSuppressed(b)) ||
        rank(a.level) - rank(b.level) ||
        b.findings.length - a.findings.length ||
        (a.cause.key < b.cause.key ? -1 : 1),
    );
}

const allSuppressed = ({ findings, suppressed }: CauseGroup): boolean => suppressed === findings.length;

function groupOf<F extends ListedFinding>({
  cause,
  found,
}: {
  cause: Cause;
  found: readonly F[];
}): CauseGroup<F> {
  let level: FindingLevel = 'info';
  let newest: EpochSeconds | null = null;
  let suppressed = 0;
  for (const finding of found) {
    if (rank(finding.level) < rank(level)) level = finding.level;
    if (finding.since !== null && (newest === null || finding.since > newest)) newest = finding.since;
    if (finding.suppressed !== undefined) suppressed += 1;
  }
  const [text = null, ...others] = new Set(found.map(findingText));
  return { cause, level, findings: found, text: others.length === 0 ? text : null, newest, suppressed };
}
