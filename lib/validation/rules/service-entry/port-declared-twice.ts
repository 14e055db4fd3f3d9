import { scopesMeet } from '#lib/istio/export-scope.ts';
import { importKinds, importsHost } from '#lib/mesh/imports-host.ts';
import { refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { claimsByPort } from './claims-by-port.ts';

/** ServiceEntries that declare one port of one host alike where the same namespaces see them. */
export const portDeclaredTwice: Rule = {
  name: 'service-entry/port-declared-twice',
  codes: ['WEFT1111'],
  reads: ['ServiceEntry'],
  mayRead: importKinds,
  *check(cluster) {
    for (const all of claimsByPort(cluster).values()) {
      if (all.length < 2) continue;
      const claims = all.filter(({ entry, host }) =>
        importsHost(cluster, entry.metadata.namespace ?? '', host),
      );
      for (const claim of claims) {
        const others = claims.filter(
          (other) =>
            other.entry !== claim.entry &&
            other.protocol === claim.protocol &&
            scopesMeet(claim.scopes, other.scopes),
        );
        if (others.length === 0) continue;
        const { host, number, path, entry } = claim;
        const args = { host, port: String(number), others: namesOf(others.map((other) => other.entry)) };
        yield findingOf({ code: 'WEFT1111', path, args }, refOf(cluster, 'ServiceEntry', entry));
      }
    }
  },
};
