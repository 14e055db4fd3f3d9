import type { Route, RouteRule } from '#lib/mesh/route.ts';
import type { RulePlace } from './layers.ts';

/** Where a rule stands among those of its protocol, and the field of it that is meant. */
export function placeOf(
  { route, rule }: { readonly route: Route; readonly rule: RouteRule },
  path: string,
): RulePlace {
  return {
    object: route.object,
    path,
    number: rule.index + 1,
    of: route.rules.filter(({ protocol }) => protocol === rule.protocol).length,
    conditional: !rule.catchAll,
  };
}
