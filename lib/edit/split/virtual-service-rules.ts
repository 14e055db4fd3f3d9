import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import { withShares } from './destination-shares.ts';
import { takingRule } from './istio-shadow.ts';
import { matchTexts } from './match-text.ts';
import type { FieldPath, RouteDestination, RouteMirror, RouteRule } from './route-rule.ts';

const protocols = ['http', 'tls', 'tcp'] as const;

/** The rules of a VirtualService's spec: http, then tls, then tcp. Short hosts are of `namespace`. */
export function virtualServiceRules(spec: JsonObject, namespace: string): readonly RouteRule[] {
  return protocols.flatMap((protocol) => {
    const rules = listAt(spec, protocol).map((rule) => (isObject(rule) ? rule : {}));
    return rules.map((rule, index): RouteRule => {
      const at = ['spec', protocol, index];
      return {
        id: `${protocol}/${index}`,
        protocol,
        index,
        path: [...at, 'route'],
        name: textAt(rule, 'name') || null,
        matches: matchTexts(listAt(rule, 'match')),
        shadowedBy: takingRule(rules, index),
        destinations: destinationsOf(listAt(rule, 'route'), namespace),
        delegate: delegateOf(rule, namespace),
        mirrors: protocol === 'http' ? mirrorsOf(rule, namespace, at) : [],
        other: otherOf(rule),
      };
    });
  });
}

/** A lone destination takes everything, whatever its weight says; absent among several is 0 (istio/istio route.go 86c9f01f). */
function destinationsOf(route: readonly Json[], namespace: string): readonly RouteDestination[] {
  return withShares(
    route.map((one, index) => {
      const destination = objectAt(one, 'destination');
      const host = textAt(destination, 'host');
      const weight = numberAt(one, 'weight');
      return {
        index,
        host,
        fullHost: fullHost(host, namespace),
        namespace: null,
        subset: textAt(destination, 'subset') || null,
        port: numberAt(objectAt(destination, 'port'), 'number'),
        backend: null,
        weight,
        effective: route.length === 1 ? weight || 100 : (weight ?? 0),
      };
    }),
  );
}

function delegateOf(rule: JsonObject, namespace: string): RouteRule['delegate'] {
  const delegate = objectAt(rule, 'delegate');
  const name = textAt(delegate, 'name');
  return name === '' ? null : { namespace: textAt(delegate, 'namespace') || namespace, name };
}

/** The list counts where both are written, as in istiod. */
function mirrorsOf(rule: JsonObject, namespace: string, at: FieldPath): readonly RouteMirror[] {
  const mirror = (destination: JsonObject, percent: number | null, path: FieldPath): RouteMirror => ({
    host: textAt(destination, 'host'),
    fullHost: fullHost(textAt(destination, 'host'), namespace),
    subset: textAt(destination, 'subset') || null,
    percent,
    path,
  });
  const list = listAt(rule, 'mirrors');
  if (list.length > 0)
    return list.map((one, i) =>
      mirror(objectAt(one, 'destination'), percentageAt(one, 'percentage'), [...at, 'mirrors', i]),
    );
  if (!isObject(rule.mirror)) return [];
  const percent = percentageAt(rule, 'mirrorPercentage') ?? numberAt(rule, 'mirrorPercent');
  return [mirror(rule.mirror, percent, [...at, 'mirror'])];
}

/** `{ value: 5 }`; without the value it is 0, as protobuf has it. Null where nothing is written. */
const percentageAt = (parent: Json, key: string): number | null =>
  isObject(parent) && isObject(parent[key]) ? (numberAt(parent[key], 'value') ?? 0) : null;

function otherOf(rule: JsonObject): RouteRule['other'] {
  if (isObject(rule.redirect)) return 'redirect';
  return isObject(rule.directResponse) ? 'direct-response' : null;
}
