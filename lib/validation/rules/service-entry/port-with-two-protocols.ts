import { scopesMeet } from '#lib/istio/export-scope.ts';
import { refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { claimsByPort } from './claims-by-port.ts';

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
        const { host, number, protocol } = claim;
        const path = `${claim.path}.protocol`;
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
