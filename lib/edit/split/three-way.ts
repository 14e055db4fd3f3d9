import type { RouteRule } from './route-rule.ts';
import { identity } from './same-rule.ts';
import { targetName } from './split-sentence.ts';

/** A destination in three versions of its rule; null where one does not have it. */
export interface ThreeWayRow {
  readonly name: string;
  readonly began: number | null;
  readonly now: number | null;
  readonly mine: number | null;
}

/**
 * The weights of a rule when an editor began, as they are now and as they were set, a row a destination in the order of the first
 * version, what came since after it. `theirs` is null where the rule is gone.
 */
export function threeWay(
  base: RouteRule,
  theirs: RouteRule | null,
  mine: readonly number[],
): readonly ThreeWayRow[] {
  const now = new Map((theirs?.destinations ?? []).map((one) => [identity(one), one]));
  const known = new Set(base.destinations.map(identity));
  return [
    ...base.destinations.map((one) => ({
      name: targetName(one),
      began: one.effective,
      now: now.get(identity(one))?.effective ?? null,
      mine: mine[one.index] ?? null,
    })),
    ...[...now].flatMap(([id, one]) =>
      known.has(id) ? [] : [{ name: targetName(one), began: null, now: one.effective, mine: null }],
    ),
  ];
}
