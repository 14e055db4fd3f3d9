import { hostsOverlap } from '#lib/istio/hosts.ts';
import type { Gateway } from '#lib/istio/networking-types.ts';
import { labelsText } from '#lib/k8s/labels-text.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/**
 * Hosts of Gateways on the same pods and port that overlap: one written twice in a Gateway, the same host written in two ways
 * (another case, another namespace before it) in two, or a wildcard over another. The proxy takes the more specific one. The
 * same host written alike in two Gateways is IST0145.
 */
export const hostsOverlapAtGateway: Rule = {
  name: 'gateway/hosts-overlap',
  codes: ['WEFT1090', 'WEFT1091'],
  reads: ['Gateway'],
  *check(cluster) {
    for (const claims of claimsByPort(cluster).values()) {
      const wild = claims.filter(({ host }) => host.startsWith('*'));
      const byHost = Map.groupBy(claims, ({ host }) => host);
      for (const claim of claims) {
        const object = refOf(cluster, 'Gateway', claim.gateway);
        const args = { host: claim.host };
        const twin = (byHost.get(claim.host) ?? []).find((other) => isTwin(claim, other));
        if (twin?.gateway === claim.gateway)
          yield findingOf({ code: 'WEFT1090', path: claim.path, args: { ...args, other: '' } }, object);
        else if (twin !== undefined)
          yield findingOf(
            {
              code: 'WEFT1090',
              path: claim.path,
              args: { ...args, other: namesOf([twin.gateway]) },
              level: 'warning',
            },
            object,
          );
        const near = (claim.host.startsWith('*') ? claims : wild).filter(
          (other) =>
            other.host !== claim.host && sameScope(claim, other) && hostsOverlap(claim.host, other.host),
        );
        if (near.length === 0) continue;
        const others = namesOf(near.map((other) => other.gateway));
        yield findingOf({ code: 'WEFT1091', path: claim.path, args: { ...args, others } }, object);
      }
    }
  },
};

interface Claim {
  readonly gateway: Gateway;
  readonly path: string;
  /** As IST0145 compares it: by letters, a `.` before the slash resolved. */
  readonly written: string;
  /** In lower case: hosts know no case. */
  readonly host: string;
  /** The namespace whose VirtualServices may bind to it; `*` for all. */
  readonly scope: string;
}

/** Whether two are the same host for the same VirtualServices, and not what IST0145 says. */
const isTwin = (claim: Claim, other: Claim): boolean =>
  other !== claim &&
  (other.gateway === claim.gateway || other.written !== claim.written) &&
  sameScope(claim, other);

const sameScope = (a: Claim, b: Claim): boolean => a.scope === '*' || b.scope === '*' || a.scope === b.scope;

function claimsByPort(cluster: ClusterSnapshot): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const gateway of objects(cluster, 'Gateway')) {
    const own = gateway.metadata.namespace ?? '';
    for (const [i, { hosts = [], port, bind = '' }] of (gateway.spec?.servers ?? []).entries()) {
      const key = `${labelsText(gateway.spec?.selector ?? {})} ${port?.number ?? 0} ${bind}`;
      const claims = found.get(key) ?? [];
      found.set(key, claims);
      for (const [j, written] of hosts.entries()) {
        const [scope = '', host = ''] = written.includes('/') ? written.split('/') : ['*', written];
        const path = `spec.servers[${i}].hosts[${j}]`;
        claims.push({
          gateway,
          path,
          written: written.replace(/^\.\//, `${own}/`),
          host: host.toLowerCase(),
          scope: scope === '.' ? own : scope,
        });
      }
    }
  }
  return found;
}
