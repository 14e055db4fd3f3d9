import { exportScope } from '#lib/istio/export-scope.ts';
import type { ServiceEntry } from '#lib/istio/networking-types.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/** What a ServiceEntry says of one port of one host, and which namespaces see it. */
export interface PortClaim {
  readonly entry: ServiceEntry;
  readonly path: string;
  readonly host: string;
  readonly number: number;
  /** In upper case. */
  readonly protocol: string;
  readonly scopes: ReadonlySet<string>;
}

/** The claims of all ServiceEntries by host and port. */
export function claimsByPort(cluster: ClusterSnapshot): ReadonlyMap<string, readonly PortClaim[]> {
  const claims = new Map<string, PortClaim[]>();
  for (const entry of objects(cluster, 'ServiceEntry')) {
    const { hosts = [], ports = [], exportTo } = entry.spec ?? {};
    const scopes = exportScope(exportTo, entry.metadata.namespace ?? '');
    for (const host of hosts) {
      for (const [i, { number, protocol = '' }] of ports.entries()) {
        const key = `${host} ${number}`;
        const path = `spec.ports[${i}]`;
        const claim = { entry, path, host, number, protocol: protocol.toUpperCase(), scopes };
        const same = claims.get(key);
        if (same === undefined) claims.set(key, [claim]);
        else same.push(claim);
      }
    }
  }
  return claims;
}
