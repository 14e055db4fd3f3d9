import { hostWithin } from '#lib/istio/hosts.ts';
import { fullNameMeant } from '#lib/mesh/half-name.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { objectRule, type Remark } from '../../rule.ts';

/** A host in the egress of a Sidecar that no Service and no ServiceEntry which it may see has. Only full names are looked up. */
export const unknownEgressHost = objectRule({
  name: 'sidecar/unknown-egress-host',
  codes: ['WEFT1104', 'WEFT1108', 'WEFT1112'],
  kind: 'Sidecar',
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *remarks({ metadata, spec }, cluster): Generator<Remark> {
    const own = metadata.namespace ?? '';
    for (const [i, { hosts = [] }] of (spec?.egress ?? []).entries()) {
      for (const [j, written] of hosts.entries()) {
        const path = `spec.egress[${i}].hosts[${j}]`;
        const [scope = '', host = ''] = written.split('/');
        if (host === '' || host.includes('*') || scope === '~') continue;
        const owner = scope === '.' ? own : scope;
        const found = resolveHost(cluster, host, owner === '*' ? own : owner, own);
        const inScope = found !== null && (owner === '*' || found.namespace === owner);
        // A short name means nothing here, whatever Service has it.
        if (inScope && (found.kind === 'service-entry' || hostWithin(host, found.host))) continue;
        if (found?.kind === 'service-entry') {
          yield { code: 'WEFT1112', path, args: { host, owner, namespace: found.namespace } };
          continue;
        }
        const meant = found?.host ?? fullNameMeant(cluster, host);
        if (meant !== null && !host.includes('.svc.'))
          yield { code: 'WEFT1104', path, args: { host, meant } };
        else
          yield {
            code: 'WEFT1108',
            path,
            args: { host, where: owner === '*' ? 'the mesh' : `namespace ${owner}` },
          };
      }
    }
  },
});
