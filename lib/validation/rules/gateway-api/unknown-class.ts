import { objectAt } from '#lib/mesh/objects.ts';
import { objectRule } from '../../rule.ts';

/** The classes that istiod creates or knows without a GatewayClass (istio/istio pilot/pkg/config/kube/gateway 86c9f01f). */
const builtIn = new Set(['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west']);

/** A Gateway of a class that does not exist: no controller takes care of it. */
export const unknownClass = objectRule({
  name: 'gateway-api/unknown-class',
  codes: ['WEFT1126'],
  kind: 'K8sGateway',
  reads: ['GatewayClass'],
  *remarks({ spec }, cluster) {
    const name = spec?.gatewayClassName;
    if (!name || builtIn.has(name) || objectAt(cluster, 'GatewayClass', '', name) !== null) return;
    yield { code: 'WEFT1126', path: 'spec.gatewayClassName', args: { name } };
  },
});
