import { findGateway, isInternalGateway } from '#lib/mesh/gateway-refs.ts';
import { objectRule, type Remark } from '../../rule.ts';

/** A VirtualService bound to a Gateway that does not exist, or to one that Istio generates (virtualservice.GatewayAnalyzer). */
export const gatewayNotFound = objectRule({
  name: 'virtual-service/gateway-not-found',
  codes: ['IST0101', 'IST0165'],
  kind: 'VirtualService',
  reads: ['Gateway', 'K8sGateway'],
  *remarks(service, cluster): Generator<Remark> {
    for (const [i, gateway] of (service.spec?.gateways ?? []).entries()) {
      const path = `spec.gateways[${i}]`;
      if (gateway === 'mesh') continue;
      if (isInternalGateway(gateway)) yield { code: 'IST0165', path, args: { gateway } };
      else if (findGateway(cluster, gateway, service.metadata.namespace ?? '') === null)
        yield { code: 'IST0101', path, args: { what: 'gateway', name: gateway } };
    }
  },
});
