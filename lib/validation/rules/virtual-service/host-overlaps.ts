import { exportScope, scopesMeet } from '#lib/istio/export-scope.ts';
import { fullHost, hostsOverlap } from '#lib/istio/hosts.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { gatewayName } from '#lib/mesh/gateway-refs.ts';
import { importKinds, importsHost } from '#lib/mesh/imports-host.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/**
 * VirtualServices that share hosts at one gateway, or by a wildcard in sidecars. Istio allows both: at a gateway their rules
 * are put together, the older first; of a name and a wildcard the name wins. What sidecars cannot resolve is IST0109.
 */
export const hostOverlaps: Rule = {
  name: 'virtual-service/host-overlaps',
  codes: ['WEFT1100'],
  reads: ['VirtualService'],
  mayRead: importKinds,
  *check(cluster) {
    for (const [gateway, byHost] of claimsByGateway(cluster)) {
      const wild = [...byHost.keys()].filter((host) => host.startsWith('*'));
      for (const [host, claims] of byHost) {
        const related = host.startsWith('*') ? [...byHost.keys()] : [host, ...wild];
        const near = related.filter((other) => hostsOverlap(host, other));
        if (near.length === 1 && (claims.length === 1 || gateway === mesh)) continue;
        const others = near.flatMap((other) => (byHost.get(other) ?? []).map((claim) => ({ other, claim })));
        for (const claim of claims) {
          const sharing = others.filter((one) => shares(gateway, host, claim, one.other, one.claim));
          if (sharing.length === 0) continue;
          const args = { host, gateway, others: namesOf(sharing.map((one) => one.claim.service)) };
          yield findingOf(
            { code: 'WEFT1100', path: claim.path, args },
            refOf(cluster, 'VirtualService', claim.service),
          );
        }
      }
    }
  },
};

const mesh = 'mesh';

interface Claim {
  readonly service: VirtualService;
  readonly path: string;
  readonly scopes: ReadonlySet<string>;
}

/** What sidecars see of one host twice, or by a wildcard in some namespaces only, is a conflict of its own. */
function shares(gateway: string, host: string, claim: Claim, otherHost: string, other: Claim): boolean {
  if (other.service === claim.service) return false;
  if (gateway !== mesh) return true;
  if (host === otherHost || claim.scopes.has('*') !== other.scopes.has('*')) return false;
  return scopesMeet(claim.scopes, other.scopes);
}

function claimsByGateway(
  cluster: ClusterSnapshot,
): ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>> {
  const found = new Map<string, Map<string, Claim[]>>();
  for (const service of objects(cluster, 'VirtualService')) {
    const namespace = service.metadata.namespace ?? '';
    const scopes = exportScope(service.spec?.exportTo, namespace);
    for (const [i, written] of (service.spec?.hosts ?? []).entries()) {
      const host = fullHost(written, namespace);
      if (!importsHost(cluster, namespace, host)) continue;
      for (const gateway of gatewaysOf(service)) {
        const byHost = found.get(gateway) ?? new Map<string, Claim[]>();
        found.set(gateway, byHost);
        const claims = byHost.get(host) ?? [];
        byHost.set(host, claims);
        claims.push({ service, path: `spec.hosts[${i}]`, scopes });
      }
    }
  }
  return found;
}

function gatewaysOf({ metadata, spec }: VirtualService): readonly string[] {
  if (spec?.gateways === undefined || spec.gateways.length === 0) return [mesh];
  return spec.gateways.map((written) => {
    if (written === mesh) return mesh;
    const { namespace, name } = gatewayName(written, metadata.namespace ?? '');
    return `${namespace}/${name}`;
  });
}
