import type { RouteRule } from './route-rule.ts';

/**
 * The rule that a person most probably wants to shift: one with several destinations, rather the one that takes everything than
 * a cohort's. Null where the route has no rules.
 */
export function defaultRule(rules: readonly RouteRule[]): RouteRule | null {
  const forAll = ({ matches }: RouteRule) => matches.length === 0;
  const splits = rules.filter(({ destinations }) => destinations.length > 1);
  const routes = rules.filter(({ destinations }) => destinations.length > 0);
  return splits.find(forAll) ?? splits[0] ?? routes.find(forAll) ?? routes[0] ?? rules[0] ?? null;
}

/** The row that a person most probably wants to move: the smallest share, the last of equal ones. */
export function defaultRow({ destinations }: RouteRule): number {
  const least = Math.min(...destinations.map(({ effective }) => effective));
  return Math.max(
    0,
    destinations.findLastIndex(({ effective }) => effective === least),
  );
}
