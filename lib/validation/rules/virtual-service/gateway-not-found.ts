import { findGateway, isDottedGateway, isInternalGateway } from '#lib/mesh/gateway-refs.ts';
import { objectRule, type Remark } from '../../rule.ts';
import { namedGateways } from './named-gateways.ts';

/**
 * A VirtualService bound to a Gateway that does not exist, to one that Istio generates (virtualservice.GatewayAnalyzer), or
 * to one under a name of the old kind.
 */
export const gatewayNotFound = objectRule({
  name: 'virtual-service/gateway-not-found',
  codes: ['IST0101', 'IST0165', 'WEFT1101'],
  kind: 'VirtualService',
  reads: ['Gateway', 'K8sGateway'],
  *remarks(service, cluster): Generator<Remark> {
    const namespace = service.metadata.namespace ?? '';
    for (const [path, gateway] of namedGateways(service)) {
      if (gateway === 'mesh') continue;
      if (isInternalGateway(gateway)) yield { code: 'IST0165', path, args: { gateway } };
      else if (findGateway(cluster, gateway, namespace) === null)
        yield { code: 'IST0101', path, args: { what: 'gateway', name: gateway } };
      if (isDottedGateway(gateway)) yield { code: 'WEFT1101', path, args: { gateway } };
    }
  },
});
