import { exportScope, scopesMeet } from '#lib/istio/export-scope.ts';
import type { ServiceEntry } from '#lib/istio/networking-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/**
 * ServiceEntries that give one port of one host different protocols where the same namespaces see them
 * (serviceentry.ConflictingServiceEntryProtocolAnalyzer).
 */
export const portWithTwoProtocols: Rule = {
  name: 'service-entry/port-with-two-protocols',
  codes: ['IST0177'],
  reads: ['ServiceEntry'],
  *check(cluster) {
    for (const claims of claimsByPort(cluster).values()) {
      if (new Set(claims.map(({ protocol }) => protocol)).size < 2) continue;
      for (const claim of claims) {
        const others = claims.filter(
          (other) => other.protocol !== claim.protocol && scopesMeet(claim.scopes, other.scopes),
        );
        if (others.length === 0) continue;
        const { host, number, protocol, path } = claim;
        const args = {
          host,
          port: String(number),
          protocol: protocol || 'none',
          others: namesOf(others.map(({ entry }) => entry)),
          theirs: [...new Set(others.map((other) => other.protocol || 'none'))].join(', '),
        };
        yield findingOf({ code: 'IST0177', path, args }, refOf(cluster, 'ServiceEntry', claim.entry));
      }
    }
  },
};

interface Claim {
  readonly entry: ServiceEntry;
  readonly path: string;
  readonly host: string;
  readonly number: number;
  readonly protocol: string;
  readonly scopes: ReadonlySet<string>;
}

function claimsByPort(cluster: ClusterSnapshot): Map<string, Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const entry of objects(cluster, 'ServiceEntry')) {
    const { hosts = [], ports = [], exportTo } = entry.spec ?? {};
    const scopes = exportScope(exportTo, entry.metadata.namespace ?? '');
    for (const host of hosts) {
      for (const [i, { number, protocol = '' }] of ports.entries()) {
        const key = `${host} ${number}`;
        const claim = {
          entry,
          path: `spec.ports[${i}].protocol`,
          host,
          number,
          protocol: protocol.toUpperCase(),
          scopes,
        };
        const same = claims.get(key);
        if (same === undefined) claims.set(key, [claim]);
        else same.push(claim);
      }
    }
  }
  return claims;
}
