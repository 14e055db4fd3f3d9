import { labelsText } from '#lib/k8s/labels-text.ts';
import { selectsPods } from '#lib/mesh/select-pods.ts';
import { objectRule } from '../../rule.ts';

/** A Gateway whose selector no pod has (gateway.IngressGatewayPortAnalyzer). */
export const selectorWithoutPods = objectRule({
  name: 'gateway/selector-without-pods',
  codes: ['IST0101'],
  kind: 'Gateway',
  reads: ['Pod'],
  *remarks(gateway, cluster) {
    const selector = gateway.spec?.selector ?? {};
    if (selectsPods(cluster, selector)) return;
    yield { code: 'IST0101', path: 'spec.selector', args: { what: 'selector', name: labelsText(selector) } };
  },
});
