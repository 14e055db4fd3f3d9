import type { RouteMirror, RouteRule } from './route-rule.ts';
import { identity, mirrorIdentity } from './same-rule.ts';
import { targetName } from './split-sentence.ts';

/** A destination or a mirror in three versions of its rule; null where one does not have it. */
export interface ThreeWayRow {
  readonly name: string;
  readonly began: number | null;
  readonly now: number | null;
  readonly mine: number | null;
}

interface Part {
  readonly id: string;
  readonly name: string;
  readonly value: number;
}

/**
 * The weights of a rule when an editor began, as they are now and as they were set, a row a destination in the order of the first
 * version, what came since after it; then the percentages of mirrors in the same way. `theirs` is null where the rule is gone.
 */
export function threeWay(
  base: RouteRule,
  theirs: RouteRule | null,
  weights: readonly number[],
  percents: readonly (number | null)[],
): readonly ThreeWayRow[] {
  const copied = base.mirrors.map((mirror, i) => percents[i] ?? percentOf(mirror));
  return [
    ...rows(destinationsOf(base), theirs === null ? [] : destinationsOf(theirs), weights),
    ...rows(mirrorsOf(base), theirs === null ? [] : mirrorsOf(theirs), copied),
  ];
}

const destinationsOf = ({ destinations }: RouteRule): readonly Part[] =>
  destinations.map((one) => ({ id: identity(one), name: targetName(one), value: one.effective }));

const mirrorsOf = ({ mirrors }: RouteRule): readonly Part[] =>
  mirrors.map((one) => ({
    id: mirrorIdentity(one),
    name: `Copies to ${targetName(one)}, in percent`,
    value: percentOf(one),
  }));

const percentOf = ({ percent }: RouteMirror): number => percent ?? 100;

function rows(began: readonly Part[], now: readonly Part[], mine: readonly number[]): readonly ThreeWayRow[] {
  const valueNow = new Map(now.map(({ id, value }) => [id, value]));
  const known = new Set(began.map(({ id }) => id));
  return [
    ...began.map(({ id, name, value }, i) => ({
      name,
      began: value,
      now: valueNow.get(id) ?? null,
      mine: mine[i] ?? null,
    })),
    ...now.flatMap(({ id, name, value }) =>
      known.has(id) ? [] : [{ name, began: null, now: value, mine: null }],
    ),
  ];
}
