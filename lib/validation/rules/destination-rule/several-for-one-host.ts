import { exportScope, scopesMeet } from '#lib/istio/export-scope.ts';
import { fullHost, hostsOverlap } from '#lib/istio/hosts.ts';
import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { importKinds, importsHost } from '#lib/mesh/imports-host.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/**
 * DestinationRules for hosts that overlap and for the same subsets. Rules of one namespace for one host are merged: of a
 * subset written twice, and of two policies for the host, the older stays. Otherwise one shadows the other (a name
 * before a wildcard, the caller's namespace before the Service's), which may be meant.
 */
export const severalForOneHost: Rule = {
  name: 'destination-rule/several-for-one-host',
  codes: ['WEFT1105'],
  reads: ['DestinationRule'],
  mayRead: importKinds,
  *check(cluster) {
    const byHost = rulesByHost(cluster);
    const wild = [...byHost.keys()].filter((host) => host.startsWith('*'));
    for (const [host, own] of byHost) {
      const related = host.startsWith('*') ? [...byHost.keys()] : [host, ...wild];
      const near = related
        .filter((other) => hostsOverlap(host, other))
        .flatMap((other) => byHost.get(other) ?? []);
      if (near.length < 2) continue;
      for (const claim of own) {
        const others = near.filter((other) => other !== claim && shareSubset(claim, other));
        if (others.length === 0) continue;
        const collides = others.some((other) => other.host === host && isMerged(claim, other));
        const args = {
          host,
          others: namesOf(others.map(({ rule }) => rule)),
          how: collides ? 'merged' : 'shadowed',
        };
        const level = collides ? ({} as const) : ({ level: 'info' } as const);
        yield findingOf(
          { code: 'WEFT1105', path: 'spec.host', args, ...level },
          refOf(cluster, 'DestinationRule', claim.rule),
        );
      }
    }
  },
};

interface Claim {
  readonly rule: DestinationRule;
  readonly host: string;
  readonly scopes: ReadonlySet<string>;
  readonly subsets: ReadonlySet<string>;
}

function rulesByHost(cluster: ClusterSnapshot): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const rule of objects(cluster, 'DestinationRule')) {
    const namespace = rule.metadata.namespace ?? '';
    const host = fullHost(rule.spec?.host ?? '', namespace).toLowerCase();
    if (host === '' || isTlsForMany(rule, host) || !importsHost(cluster, namespace, host)) continue;
    const subsets = new Set((rule.spec?.subsets ?? []).map(({ name }) => name));
    const claim = { rule, host, scopes: exportScope(rule.spec?.exportTo, namespace), subsets };
    const same = found.get(host);
    if (same === undefined) found.set(host, [claim]);
    else same.push(claim);
  }
  return found;
}

/** A rule that only sets TLS for a namespace or the mesh is there to be shadowed. */
function isTlsForMany({ spec }: DestinationRule, host: string): boolean {
  const { subsets = [], trafficPolicy } = spec ?? {};
  return (
    host.startsWith('*') &&
    host.endsWith('.local') &&
    subsets.length === 0 &&
    trafficPolicy?.tls !== undefined
  );
}

/** A rule without subsets is about all of them. */
function shareSubset(a: Claim, b: Claim): boolean {
  if (!scopesMeet(a.scopes, b.scopes)) return false;
  return a.subsets.size === 0 || b.subsets.size === 0 || [...a.subsets].some((name) => b.subsets.has(name));
}

/** Whether merging the two drops something: a subset of the younger, or its policy. */
function isMerged(a: Claim, b: Claim): boolean {
  if (a.rule.metadata.namespace !== b.rule.metadata.namespace) return false;
  const policies = a.rule.spec?.trafficPolicy !== undefined && b.rule.spec?.trafficPolicy !== undefined;
  return policies || [...a.subsets].some((name) => b.subsets.has(name));
}
