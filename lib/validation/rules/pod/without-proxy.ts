import { injectionOf } from '#lib/istio/dataplane-mode.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { oneOfLikes } from '#lib/mesh/one-of-likes.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** Pods of a namespace with injection that have no proxy all the same (injection.Analyzer). */
export const withoutProxy: Rule = {
  name: 'pod/without-proxy',
  codes: ['IST0103'],
  reads: ['Namespace', 'Pod', 'ConfigMap'],
  *check(cluster) {
    for (const { metadata } of objects(cluster, 'Namespace')) {
      if (metadata.labels?.['istio-injection'] !== 'enabled') continue;
      // In ambient by its other label, and the control plane itself: neither is injected.
      if (metadata.labels['istio.io/dataplane-mode'] === 'ambient') continue;
      if (metadata.name === meshConfigOf(cluster).rootNamespace) continue;
      const bare = [...selectPods(cluster, {}, metadata.name)].filter(isMissingProxy);
      for (const { pod, more } of oneOfLikes(bare)) {
        const args = { more: more === 0 ? '' : ` and ${more} more of its kind` };
        yield findingOf({ code: 'IST0103', path: 'spec.containers', args }, refOf(cluster, 'Pod', pod));
      }
    }
  },
};

function isMissingProxy(pod: Pod): boolean {
  if (injectionOf(pod.metadata) === false || pod.spec?.hostNetwork === true) return false;
  const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  return !containers.some(({ name }) => name === 'istio-proxy');
}
