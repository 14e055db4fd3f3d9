import type { RouteDestination, RouteMirror, RouteRule } from './route-rule.ts';

/**
 * The rule of a newer version of a route that is the one an editor began from, wherever it stands now: of the same protocol, with
 * the same name where it has one, and with the same matches. Null where there is none, or several that could be it.
 */
export function sameRule(base: RouteRule, rules: readonly RouteRule[]): RouteRule | null {
  const alike = rules.filter(
    ({ protocol, name, matches }) =>
      protocol === base.protocol && name === base.name && sameTexts(matches, base.matches),
  );
  const [only] = alike;
  if (alike.length <= 1) return only ?? null;
  return alike.find(({ id }) => id === base.id) ?? null;
}

/**
 * Weights that were set for the destinations of one version of a rule, in the order of another version: a destination that is
 * not among them keeps what it has there.
 */
export function carryWeights(
  base: RouteRule,
  weights: readonly number[],
  theirs: RouteRule,
): readonly number[] {
  const mine = new Map(base.destinations.map((one) => [identity(one), weights[one.index]]));
  return theirs.destinations.map((one) => mine.get(identity(one)) ?? one.effective);
}

/** The same for percentages of mirrors; null leaves one as it is there. */
export function carryMirrors(
  base: RouteRule,
  percents: readonly (number | null)[],
  theirs: RouteRule,
): readonly (number | null)[] {
  const mine = new Map(base.mirrors.map((one, i) => [mirrorIdentity(one), percents[i] ?? null]));
  return theirs.mirrors.map((one) => mine.get(mirrorIdentity(one)) ?? null);
}

/** What makes a mirror the same in two versions of a rule: where its copies go. */
export const mirrorIdentity = ({ fullHost, subset }: RouteMirror): string =>
  JSON.stringify([fullHost, subset]);

/** What makes a destination the same in two versions of a rule. */
export const identity = ({ fullHost, namespace, subset, port, backend }: RouteDestination): string =>
  JSON.stringify([fullHost, namespace, subset, port, backend?.group ?? null, backend?.kind ?? null]);

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);
