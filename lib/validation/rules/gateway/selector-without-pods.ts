import { labelsText } from '#lib/k8s/labels-text.ts';
import { derive } from '#lib/mesh/derive.ts';
import { objects } from '#lib/mesh/objects.ts';
import { selectsPods } from '#lib/mesh/select-pods.ts';
import { objectRule } from '../../rule.ts';

/** A Gateway whose selector no pod has (gateway.IngressGatewayPortAnalyzer). */
export const selectorWithoutPods = objectRule({
  name: 'gateway/selector-without-pods',
  codes: ['IST0101'],
  kind: 'Gateway',
  reads: ['Pod'],
  mayRead: ['Deployment'],
  *remarks(gateway, cluster) {
    const selector = gateway.spec?.selector ?? {};
    const own = gatewaysSelectAtHome(cluster) ? gateway.metadata.namespace : undefined;
    if (selectsPods(cluster, selector, own)) return;
    yield { code: 'IST0101', path: 'spec.selector', args: { what: 'selector', name: labelsText(selector) } };
  },
});

const setting = 'PILOT_SCOPE_GATEWAY_TO_NAMESPACE';

/** Whether istiod lets Gateways select pods of their own namespace alone (istio/istio pilot/pkg/features 86c9f01f). */
const gatewaysSelectAtHome = derive(['Deployment'], (cluster) =>
  [...objects(cluster, 'Deployment')]
    .filter(({ metadata }) => metadata.labels?.app === 'istiod')
    .flatMap(({ spec }) => spec?.template?.spec?.containers ?? [])
    .some(({ env = [] }) => env.some(({ name, value }) => name === setting && value === 'true')),
);
