import { fullHost, parseServiceFqdn } from '#lib/istio/hosts.ts';
import { isActive } from '#lib/k8s/pod-ready.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** A subset whose labels, together with the Service's selector, select no pod (destinationrule.PodNotSelectedAnalyzer). */
export const subsetWithoutPods: Rule = {
  code: 'IST0173',
  name: 'destination-rule/subset-without-pods',
  reads: ['DestinationRule', 'Service', 'Pod'],
  check(snapshot, id) {
    const cluster = snapshot.clusters.get(id);
    if (cluster === undefined) return [];
    return [...objects(cluster, 'DestinationRule')].flatMap((rule) => {
      const host = rule.spec?.host ?? '';
      const named = parseServiceFqdn(fullHost(host, rule.metadata.namespace ?? ''));
      const service = named === null ? null : objectAt(cluster, 'Service', named.namespace, named.name);
      const selector = service?.spec?.selector;
      if (named === null || selector === undefined) return [];
      const pods = [...objects(cluster, 'Pod', named.namespace)].filter(
        (pod) => isActive(pod) && matchesLabels(selector, pod.metadata.labels),
      );
      return (rule.spec?.subsets ?? []).flatMap((subset, i) => {
        const labels = subset.labels ?? {};
        if (pods.some((pod) => matchesLabels(labels, pod.metadata.labels))) return [];
        const written = Object.entries(labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(', ');
        const args = { subset: subset.name, host, labels: written === '' ? '(none)' : written };
        return [
          findingOf('IST0173', {
            object: refOf(cluster, 'DestinationRule', rule),
            path: `spec.subsets[${i}]`,
            args,
          }),
        ];
      });
    });
  },
};
