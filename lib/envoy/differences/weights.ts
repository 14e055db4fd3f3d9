import type { ObjectRef } from '#lib/core/object-ref.ts';
import { formatShare } from '#lib/format/share.ts';
import { parseClusterName } from '#lib/istio/cluster-name.ts';
import { routes as declaredRoutes } from '#lib/mesh/effective-routes.ts';
import { kindObjects } from '#lib/mesh/objects.ts';
import type { RouteRule } from '#lib/mesh/route.ts';
import type { Difference } from '../difference.ts';
import type { EnvoyRoute, EnvoyVirtualHost } from '../routes.ts';
import type { ProxyPlace } from './proxy-place.ts';

/** Shares by host and subset. */
type Shares = ReadonlyMap<string, number>;

/** Weights are whole: two percentages that differ by less than this are one. */
const tolerance = 0.005;

/**
 * Routes of a proxy that split traffic otherwise than every rule of the VirtualService they were made from, and routes of
 * VirtualServices that are gone. A route is held against the rule that comes nearest to it: what is told is never more than differs.
 */
export function weightDifferences(
  { cluster }: ProxyPlace,
  hosts: readonly EnvoyVirtualHost[],
): readonly Difference[] {
  const rulesOf = Map.groupBy(
    declaredRoutes(cluster).filter(({ object }) => object.kind === 'VirtualService'),
    ({ object }) => `${object.namespace}/${object.name}`,
  );
  const told = new Map<string, Difference>();
  for (const { name: at, routes } of hosts) {
    for (const route of routes) {
      if (route.virtualService === null) continue;
      const { namespace, name } = route.virtualService;
      const declared = rulesOf.get(`${namespace}/${name}`) ?? [];
      const gone = !kindObjects(cluster, 'VirtualService').get(namespace)?.has(name);
      const [one] = declared;
      const found = gone
        ? ofNothing(at, `${namespace}/${name}`)
        : one === undefined
          ? null
          : differing(
              at,
              route,
              one.object,
              declared.flatMap(({ rules }) => rules),
            );
      if (found !== null) told.set(found.says, found);
    }
  }
  return [...told.values()];
}

const ofNothing = (at: string, name: string): Difference => ({
  code: 'route-of-nothing',
  level: 'warn',
  says: `${at}: the proxy still has a route of VirtualService ${name}, which is gone.`,
  object: null,
  path: '',
});

function differing(
  at: string,
  route: EnvoyRoute,
  object: ObjectRef,
  rules: readonly RouteRule[],
): Difference | null {
  const own = observedShares(route);
  if (own.size === 0) return null;
  const near = rules
    .map((rule) => ({ rule, shares: declaredShares(rule) }))
    .filter(({ shares }) => [...shares.keys()].some((key) => own.has(key)))
    .map((each) => ({ ...each, distance: distance(own, each.shares) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (near === undefined || near.distance <= tolerance) return null;
  return {
    code: 'weight-differs',
    level: 'warn',
    says: `${at}: the proxy sends ${sharesText(own)}; declared is ${sharesText(near.shares)}.`,
    object,
    path: near.rule.path,
  };
}

function observedShares({ targets }: EnvoyRoute): Shares {
  const shares = new Map<string, number>();
  for (const { cluster, share } of targets) {
    const parsed = parseClusterName(cluster);
    if (parsed !== null && share > 0) add(shares, parsed.host, parsed.subset, share);
  }
  return shares;
}

function declaredShares({ targets }: RouteRule): Shares {
  const shares = new Map<string, number>();
  for (const { host, subset, declared } of targets)
    if (declared !== null && declared > 0) add(shares, host, subset, declared);
  return shares;
}

function add(shares: Map<string, number>, host: string, subset: string | null, share: number): void {
  const key = subset === null ? host : `${host} ${subset}`;
  shares.set(key, (shares.get(key) ?? 0) + share);
}

/** The largest difference of one destination's share. */
const distance = (a: Shares, b: Shares): number =>
  Math.max(
    ...[...new Set([...a.keys(), ...b.keys()])].map((key) => Math.abs((a.get(key) ?? 0) - (b.get(key) ?? 0))),
  );

const sharesText = (shares: Shares): string =>
  [...shares].map(([key, share]) => `${formatShare(share)} to ${key.split(' ').at(-1)}`).join(', ');
