import type { Check } from '#lib/core/check.ts';
import { objectKey, objectName } from '#lib/core/object-ref.ts';
import { formatShare } from '#lib/format/share.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import type { Route, RouteRule } from '#lib/mesh/route.ts';
import { type ChangedRule, changedRules } from './changed-rules.ts';
import { destinationName } from './destination-name.ts';
import type { PlanInput } from './plan-input.ts';
import { warns } from './say.ts';

const code = 'gateway';

/**
 * A split for the mesh alone, of a service that is reached through a gateway too: what enters there takes the route that is
 * bound to the gateway, never this one (istio/istio#12868). Warns where that route sends otherwise.
 */
export function gatewayCheck(input: PlanInput): readonly Check[] {
  const all = routes(input.after);
  return input.steps.flatMap(changedRules).flatMap((changed) => {
    const own = all.filter(({ object }) => objectKey(object) === objectKey(changed.step.ref));
    if (own.length === 0 || own.some((route) => route.gateways.length > 0)) return [];
    const others = all.filter((route) => route.gateways.length > 0);
    return others.flatMap((route) => otherwise(changed, route) ?? []);
  });
}

function otherwise({ step, rule }: ChangedRule, route: Route): Check | null {
  if (rule.destinations.length < 2) return null;
  const hosts = new Set(rule.destinations.map(({ fullHost }) => fullHost));
  const split = rule.destinations.map(({ fullHost: host, subset, share }) => ({ host, subset, share }));
  const reaching = route.rules.filter(({ targets }) => targets.some(({ host }) => hosts.has(host)));
  const other = reaching.find((one) => sharesText(targetsOf(one)) !== sharesText(split));
  if (other === undefined) return null;
  const gateways = route.gateways.map((name) => name.replace(/^k8s:/, '')).join(', ');
  return warns(
    code,
    `${objectName(step.ref)} is for the mesh alone. What enters through gateway ${gateways} does not take this split: ${objectName(route.object)} sends it ${sharesText(targetsOf(other))}.`,
    `Make the same split in ${objectName(route.object)} too.`,
  );
}

type Part = { readonly host: string; readonly subset: string | null; readonly share: number | null };

const targetsOf = ({ targets }: RouteRule): readonly Part[] =>
  targets.map(({ host, subset, declared }) => ({ host, subset, share: declared }));

/** As it is read: `90 % to cart v1, 10 % to cart v2`; in one order, so that equal splits read the same. */
function sharesText(parts: readonly Part[]): string {
  return parts
    .filter(({ share }) => share !== null && share > 0)
    .map(({ host, subset, share }) => {
      const name = destinationName({ host, subset });
      return `${formatShare(share)} to ${subset === null ? `all pods of ${name}` : name}`;
    })
    .sort()
    .join(', ');
}
