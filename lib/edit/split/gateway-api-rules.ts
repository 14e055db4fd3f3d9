import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { serviceFqdn } from '#lib/istio/hosts.ts';
import { withShares } from './destination-shares.ts';
import { gatewayMatchTexts, sameMatches } from './gateway-match-text.ts';
import type { FieldPath, RouteDestination, RouteMirror, RouteRule } from './route-rule.ts';

/**
 * The rules of a Gateway API route's spec. Backends are of `namespace` where they name none. The most specific match wins
 * there, whatever the order (HTTPRouteRule.Matches, Gateway API v1): only a rule with the very same matches takes another's.
 */
export function gatewayApiRules(
  spec: JsonObject,
  namespace: string,
  protocol: RouteRule['protocol'],
): readonly RouteRule[] {
  const rules = listAt(spec, 'rules').map((rule) => (isObject(rule) ? rule : {}));
  return rules.map((rule, index): RouteRule => {
    const at = ['spec', 'rules', index];
    const same = rules
      .slice(0, index)
      .findIndex((earlier) => sameMatches(listAt(earlier, 'matches'), listAt(rule, 'matches'), protocol));
    return {
      id: `rules/${index}`,
      protocol,
      index,
      path: [...at, 'backendRefs'],
      name: textAt(rule, 'name') || null,
      matches: gatewayMatchTexts(listAt(rule, 'matches'), protocol),
      shadowedBy: same < 0 ? null : same,
      destinations: destinationsOf(listAt(rule, 'backendRefs'), namespace),
      delegate: null,
      mirrors: mirrorsOf(listAt(rule, 'filters'), namespace, at),
      other: listAt(rule, 'filters').some((filter) => isObject(filter) && isObject(filter.requestRedirect))
        ? 'redirect'
        : null,
    };
  });
}

/** Absent is 1; a weight of 0 takes nothing, also alone (BackendRef.Weight, Gateway API v1). */
function destinationsOf(backends: readonly Json[], namespace: string): readonly RouteDestination[] {
  return withShares(
    backends.map((one, index) => {
      const weight = numberAt(one, 'weight');
      return { index, ...backendOf(one, namespace), subset: null, weight, effective: weight ?? 1 };
    }),
  );
}

function backendOf(one: Json, own: string) {
  const host = textAt(one, 'name');
  const group = textAt(one, 'group');
  const kind = textAt(one, 'kind') || 'Service';
  const namespace = textAt(one, 'namespace') || null;
  const isService = kind === 'Service' && (group === '' || group === 'core');
  return {
    host,
    fullHost: isService && host !== '' ? serviceFqdn(host, namespace ?? own) : host,
    namespace,
    port: numberAt(one, 'port'),
    backend: { group, kind },
  };
}

function mirrorsOf(filters: readonly Json[], namespace: string, at: FieldPath): readonly RouteMirror[] {
  return filters.flatMap((filter, i): RouteMirror[] => {
    if (!isObject(filter) || !isObject(filter.requestMirror)) return [];
    const { host, fullHost } = backendOf(objectAt(filter.requestMirror, 'backendRef'), namespace);
    const percent = percentOf(filter.requestMirror);
    return [{ host, fullHost, subset: null, percent, path: [...at, 'filters', i, 'requestMirror'] }];
  });
}

/** A fraction counts of 100 where it says nothing else; null where nothing is written, which copies everything. */
function percentOf(mirror: JsonObject): number | null {
  const percent = numberAt(mirror, 'percent');
  if (percent !== null || !isObject(mirror.fraction)) return percent;
  const denominator = numberAt(mirror.fraction, 'denominator') || 100;
  return ((numberAt(mirror.fraction, 'numerator') ?? 0) / denominator) * 100;
}
