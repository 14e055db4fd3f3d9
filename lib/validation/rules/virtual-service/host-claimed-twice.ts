import { exportScope, scopesMeet } from '#lib/istio/export-scope.ts';
import { fullHost, hostsOverlap } from '#lib/istio/hosts.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/**
 * VirtualServices for sidecars that claim the same host where the same namespaces see them
 * (virtualservice.ConflictingMeshGatewayHostsAnalyzer).
 */
export const hostClaimedTwice: Rule = {
  name: 'virtual-service/host-claimed-twice',
  codes: ['IST0109'],
  reads: ['VirtualService'],
  *check(cluster) {
    const byHost = claimsByHost(cluster);
    const wider = crossing(byHost);
    for (const [host, claims] of byHost) {
      for (const claim of claims) {
        const same =
          claims.length < 2 ? [] : claims.filter((other) => scopesMeet(claim.scopes, other.scopes));
        const others = [...same, ...(wider.get(claim) ?? [])]
          .map((other) => other.service)
          .filter((other) => other !== claim.service);
        if (others.length === 0) continue;
        const args = { host, others: namesOf(others) };
        yield findingOf(
          { code: 'IST0109', path: claim.path, args },
          refOf(cluster, 'VirtualService', claim.service),
        );
      }
    }
  },
};

interface Claim {
  readonly service: VirtualService;
  readonly path: string;
  /** `*`, or the namespaces that the VirtualService is exported to. */
  readonly scopes: ReadonlySet<string>;
}

function claimsByHost(cluster: ClusterSnapshot): Map<string, Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const service of objects(cluster, 'VirtualService')) {
    const { gateways = [], hosts = [], exportTo } = service.spec ?? {};
    if (gateways.length > 0 && !gateways.includes('mesh')) continue;
    const namespace = service.metadata.namespace ?? '';
    const scopes = exportScope(exportTo, namespace);
    for (const [i, written] of hosts.entries()) {
      const host = fullHost(written, namespace);
      const claim = { service, path: `spec.hosts[${i}]`, scopes };
      const same = claims.get(host);
      if (same === undefined) claims.set(host, [claim]);
      else same.push(claim);
    }
  }
  return claims;
}

/** Claims of some namespaces and claims of all whose hosts overlap by a wildcard, each with the other. */
function crossing(byHost: ReadonlyMap<string, readonly Claim[]>): Map<Claim, Claim[]> {
  const found = new Map<Claim, Claim[]>();
  const everywhere = [...byHost].map(
    ([host, claims]) => [host, claims.filter(({ scopes }) => scopes.has('*'))] as const,
  );
  const wild = everywhere.filter(([host]) => host.startsWith('*'));
  const add = (to: Claim, other: Claim) => found.set(to, [...(found.get(to) ?? []), other]);
  for (const [host, claims] of byHost) {
    const scoped = claims.filter(({ scopes }) => !scopes.has('*'));
    if (scoped.length === 0) continue;
    for (const [other, theirs] of host.startsWith('*') ? everywhere : wild) {
      if (other === host || !hostsOverlap(host, other)) continue;
      for (const claim of scoped) {
        for (const their of theirs) {
          add(claim, their);
          add(their, claim);
        }
      }
    }
  }
  return found;
}
