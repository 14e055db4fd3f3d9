import { matchesSelector } from '#lib/k8s/selector.ts';
import type { PodSpec, Webhook } from '#lib/k8s/workload-types.ts';
import { derive } from '#lib/mesh/derive.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Rule } from '../../rule.ts';

const istioWebhooks = derive(['MutatingWebhookConfiguration'], (cluster) =>
  [...objects(cluster, 'MutatingWebhookConfiguration')]
    .flatMap(({ webhooks = [] }) => webhooks)
    .filter(({ name }) => name.endsWith('istio.io')),
);

/** Proxies whose image is left to an injector that never came (injection.ImageAutoAnalyzer). */
export const imageAuto: Rule = {
  name: 'pod/image-auto',
  codes: ['IST0146', 'IST0147'],
  reads: ['Namespace', 'Pod', 'Deployment', 'MutatingWebhookConfiguration'],
  *check(cluster) {
    for (const pod of objects(cluster, 'Pod')) {
      const i = autoAt(pod.spec);
      if (i < 0) continue;
      const path = `spec.containers[${i}].image`;
      yield findingOf({ code: 'IST0147', path, args: {} }, refOf(cluster, 'Pod', pod));
    }
    // Without any injector in sight it may be another cluster's, or not among the files that were given.
    if (istioWebhooks(cluster).length === 0) return;
    for (const deployment of objects(cluster, 'Deployment')) {
      const template = deployment.spec?.template;
      const i = autoAt(template?.spec);
      if (i < 0) continue;
      const namespace = objectAt(cluster, 'Namespace', '', deployment.metadata.namespace ?? '');
      const selects = ({ namespaceSelector = {}, objectSelector = {} }: Webhook) =>
        matchesSelector(namespaceSelector, namespace?.metadata.labels) &&
        matchesSelector(objectSelector, template?.metadata?.labels);
      if (istioWebhooks(cluster).some(selects)) continue;
      const path = `spec.template.spec.containers[${i}].image`;
      yield findingOf({ code: 'IST0146', path, args: {} }, refOf(cluster, 'Deployment', deployment));
    }
  },
};

const autoAt = (spec: PodSpec | undefined): number =>
  (spec?.containers ?? []).findIndex(({ name, image }) => name === 'istio-proxy' && image === 'auto');
