import { fullHost, parseServiceFqdn } from '#lib/istio/hosts.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { objectRule } from '../../rule.ts';

/** A VirtualService for a host outside the mesh that is bound to no Gateway: only callers within the mesh use it. */
export const outsideHostWithoutGateway = objectRule({
  name: 'virtual-service/outside-host-without-gateway',
  codes: ['WEFT0019'],
  kind: 'VirtualService',
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *remarks({ metadata, spec }, cluster) {
    const { gateways = [], hosts = [] } = spec ?? {};
    if (gateways.some((gateway) => gateway !== 'mesh')) return;
    const namespace = metadata.namespace ?? '';
    for (const [i, written] of hosts.entries()) {
      const host = fullHost(written, namespace);
      // Names of the cluster, whole or in part, are not meant for the world.
      const inside = parseServiceFqdn(host) !== null || host.includes('.svc') || host.endsWith('.local');
      if (inside || host.includes('*') || host.split('.').length < 3) continue;
      if (resolveHost(cluster, host, namespace) !== null) continue;
      yield { code: 'WEFT0019', path: `spec.hosts[${i}]`, args: { host } };
    }
  },
});
