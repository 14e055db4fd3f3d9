import { outsideOfDelegation } from '#lib/istio/delegate-match.ts';
import { fullHost, hostWithin, moreSpecific } from '#lib/istio/hosts.ts';
import type { HttpMatch, HttpRule, VirtualService } from '#lib/istio/networking-types.ts';
import { derive } from '#lib/mesh/derive.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { olderFirst } from '#lib/mesh/policy-scope.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { isExportedTo } from '#lib/mesh/visible.ts';
import { fullGateway } from './http-match.ts';
import type { Step } from './simulation.ts';

interface Held {
  readonly pattern: string;
  readonly service: VirtualService;
}

interface Index {
  readonly exact: ReadonlyMap<string, readonly Held[]>;
  readonly wild: readonly Held[];
}

/** By the hosts that they hold, the oldest first. */
const index = derive(['VirtualService'], (cluster): Index => {
  const held = [...objects(cluster, 'VirtualService')].sort(olderFirst).flatMap((service) =>
    (service.spec?.hosts ?? []).map((host) => ({
      pattern: fullHost(host, service.metadata.namespace ?? '').toLowerCase(),
      service,
    })),
  );
  const isWild = ({ pattern }: Held) => pattern.startsWith('*');
  return {
    exact: Map.groupBy(
      held.filter((each) => !isWild(each)),
      ({ pattern }) => pattern,
    ),
    wild: held.filter(isWild),
  };
});

export interface Governing {
  /** Those whose rules count, in their order: one in the mesh, all of one host at a gateway. */
  readonly used: readonly VirtualService[];
  /** Younger ones of the same host, which a sidecar does not use. */
  readonly ignored: readonly VirtualService[];
}

interface Asked {
  /** Full name. */
  readonly host: string;
  readonly gateways: readonly string[];
  /** Namespace of the proxy. */
  readonly viewer: string;
  /** Whether the proxy is told of an object of this namespace about this host. */
  admits(namespace: string, host: string): boolean;
}

/**
 * The VirtualServices that hold a host for a proxy: bound to it, exported to it, of the most specific pattern. A sidecar takes the
 * oldest of them, a gateway merges them (istio.io, VirtualService; istio/istio pilot/pkg/networking/core gateway.go and
 * pilot/pkg/model/virtualservice.go 86c9f01f).
 */
export function governing(cluster: ClusterSnapshot, { host, gateways, viewer, admits }: Asked): Governing {
  const lower = host.toLowerCase();
  const { exact, wild } = index(cluster);
  const fallback = meshConfigOf(cluster).defaultVirtualServiceExportTo;
  const seen = ({ service: { spec, metadata } }: Held) => {
    const namespace = metadata.namespace ?? '';
    const bound = (spec?.gateways ?? ['mesh']).map((name) => fullGateway(name, namespace));
    return (
      (bound.length === 0 ? gateways.includes('mesh') : bound.some((name) => gateways.includes(name))) &&
      isExportedTo(spec?.exportTo, fallback, namespace, viewer) &&
      admits(namespace, host)
    );
  };
  const own = (exact.get(lower) ?? []).filter(seen);
  const within = own.length > 0 ? own : wild.filter((each) => hostWithin(lower, each.pattern) && seen(each));
  const best = within.map(({ pattern }) => pattern).sort(moreSpecific)[0];
  const same = [...new Set(within.filter(({ pattern }) => pattern === best).map(({ service }) => service))];
  return gateways.includes('mesh')
    ? { used: same.slice(0, 1), ignored: same.slice(1) }
    : { used: same, ignored: [] };
}

/** A rule as a proxy is given it: one of a delegate carries the conditions of both objects. */
export interface HttpCandidate {
  readonly service: VirtualService;
  /** The VirtualService that is bound: gateways in its matches are named from there. */
  readonly root: VirtualService;
  readonly rule: HttpRule;
  readonly object: NonNullable<Step['object']>;
  readonly path: string;
  readonly delegated: readonly HttpMatch[];
  /** Why istiod leaves it out; null where it does not. */
  readonly left: string | null;
}

/** The HTTP rules of VirtualServices in the order in which a proxy asks them; rules of delegates stand where they are called. */
export function httpCandidates(
  cluster: ClusterSnapshot,
  services: readonly VirtualService[],
): readonly HttpCandidate[] {
  const all = services.flatMap((root) =>
    (root.spec?.http ?? []).flatMap((rule, i) => candidatesOf(cluster, root, rule, `spec.http[${i}]`)),
  );
  if (services.length < 2) return all;
  // Where several are merged what takes everything goes behind the rest (SortVHostRoutes, istio/istio 86c9f01f).
  return [...all.filter((each) => !takesEverything(each)), ...all.filter(takesEverything)];
}

function candidatesOf(
  cluster: ClusterSnapshot,
  root: VirtualService,
  rule: HttpRule,
  path: string,
): HttpCandidate[] {
  const own = {
    service: root,
    root,
    rule,
    object: refOf(cluster, 'VirtualService', root),
    path,
    delegated: [],
    left: null,
  };
  const name = rule.delegate?.name;
  if (name === undefined) return [own];
  const namespace = rule.delegate?.namespace ?? root.metadata.namespace ?? '';
  const delegate = objectAt(cluster, 'VirtualService', namespace, name);
  if (delegate === null)
    return [{ ...own, left: `it delegates to ${namespace}/${name}, which is not there` }];
  const delegated = rule.match ?? [];
  return (delegate.spec?.http ?? []).map((leaf, i): HttpCandidate => {
    const outside = outsideOfDelegation(delegated, leaf.match ?? []);
    return {
      service: delegate,
      root,
      rule: leaf,
      object: refOf(cluster, 'VirtualService', delegate),
      path: `spec.http[${i}]`,
      delegated,
      left:
        leaf.delegate !== undefined
          ? 'a delegate cannot delegate'
          : outside === null
            ? null
            : `its match ${outside} lies outside of what is delegated`,
    };
  });
}

/** Whether a rule has a match without conditions on headers or query, for every path. */
function takesEverything({ rule, delegated }: HttpCandidate): boolean {
  const all = (matches: readonly HttpMatch[] | undefined) =>
    matches === undefined ||
    matches.length === 0 ||
    matches.some(
      ({ uri, method, authority, scheme, headers = {}, withoutHeaders = {}, queryParams = {} }) =>
        (uri === undefined || uri.prefix === '/' || uri.regex === '.*') &&
        [method, authority, scheme].every((each) => each === undefined) &&
        [headers, withoutHeaders, queryParams].every((map) => Object.keys(map).length === 0),
    );
  return all(rule.match) && all(delegated);
}
