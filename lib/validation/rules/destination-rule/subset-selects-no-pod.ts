import { fullHost, parseServiceFqdn } from '#lib/istio/hosts.ts';
import { isActive } from '#lib/k8s/pod-ready.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import { objectRule } from '../../rule.ts';

/** A subset whose labels, together with the Service's selector, select no pod (destinationrule.PodNotSelectedAnalyzer). */
export const subsetSelectsNoPod = objectRule({
  name: 'destination-rule/subset-selects-no-pod',
  codes: ['IST0173'],
  kind: 'DestinationRule',
  reads: ['Service', 'Pod'],
  *remarks(rule, cluster) {
    const host = rule.spec?.host ?? '';
    const named = parseServiceFqdn(fullHost(host, rule.metadata.namespace ?? ''));
    const service = named === null ? null : objectAt(cluster, 'Service', named.namespace, named.name);
    const selector = service?.spec?.selector;
    if (named === null || selector === undefined) return;
    const pods = [...objects(cluster, 'Pod', named.namespace)].filter(
      (pod) => isActive(pod) && matchesLabels(selector, pod.metadata.labels),
    );
    for (const [i, subset] of (rule.spec?.subsets ?? []).entries()) {
      const labels = subset.labels ?? {};
      if (pods.some((pod) => matchesLabels(labels, pod.metadata.labels))) continue;
      const written = Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(', ');
      const args = { subset: subset.name, host, labels: written === '' ? '(none)' : written };
      yield { code: 'IST0173', path: `spec.subsets[${i}]`, args };
    }
  },
});
