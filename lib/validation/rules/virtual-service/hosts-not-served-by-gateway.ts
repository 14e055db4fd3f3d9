import { hostsOverlap } from '#lib/istio/hosts.ts';
import { findGateway, hostsForNamespace, isInternalGateway } from '#lib/mesh/gateway-refs.ts';
import { objectRule } from '../../rule.ts';

/** None of a VirtualService's hosts is served by a Gateway that it names (virtualservice.GatewayAnalyzer). */
export const hostsNotServedByGateway = objectRule({
  name: 'virtual-service/hosts-not-served-by-gateway',
  codes: ['IST0132'],
  kind: 'VirtualService',
  reads: ['Gateway', 'K8sGateway'],
  *remarks(service, cluster) {
    const namespace = service.metadata.namespace ?? '';
    const hosts = service.spec?.hosts ?? [];
    for (const [i, gateway] of (service.spec?.gateways ?? []).entries()) {
      if (gateway === 'mesh' || isInternalGateway(gateway)) continue;
      const found = findGateway(cluster, gateway, namespace);
      // A Gateway that does not exist serves nothing: istioctl says both, so that nothing is missed there.
      const served = found === null ? [] : hostsForNamespace(found, namespace);
      if (served.some((own) => hosts.some((host) => hostsOverlap(own, host)))) continue;
      yield { code: 'IST0132', path: `spec.gateways[${i}]`, args: { gateway, hosts: hosts.join(', ') } };
    }
  },
});
