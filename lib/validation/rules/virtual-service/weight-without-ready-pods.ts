import { fullHost } from '#lib/istio/hosts.ts';
import type { RouteDestination, VirtualService } from '#lib/istio/networking-types.ts';
import { isReady } from '#lib/k8s/pod-ready.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { effectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

/** A route that sends a share to a subset of which no pod is ready. That its labels fit no pod at all is said at the subset. */
export const weightWithoutReadyPods = objectRule({
  name: 'virtual-service/weight-without-ready-pods',
  codes: ['WEFT0201'],
  kind: 'VirtualService',
  reads: ['DestinationRule', 'Service', 'ServiceEntry', 'Pod', 'ConfigMap'],
  *remarks(service, cluster) {
    const namespace = service.metadata.namespace ?? '';
    for (const { path, route } of routed(service)) {
      for (const [i, { destination, weight }] of route.entries()) {
        const { host, subset } = destination ?? {};
        const takes = route.length === 1 || (weight ?? 0) > 0;
        if (!host || !subset || !takes) continue;
        const pods = podsOf(cluster, fullHost(host, namespace), subset, namespace);
        if (pods.length === 0 || !pods.every(isUnready)) continue;
        const share = route.length === 1 ? 'everything' : `weight ${weight}`;
        const args = { subset, host, share, pods: String(pods.length) };
        yield { code: 'WEFT0201', path: `${path}.route[${i}].destination.subset`, args };
      }
    }
  },
});

function* routed({ spec }: VirtualService): Generator<{ path: string; route: readonly RouteDestination[] }> {
  for (const list of ['http', 'tls', 'tcp'] as const) {
    for (const [i, { route = [] }] of (spec?.[list] ?? []).entries())
      yield { path: `spec.${list}[${i}]`, route };
  }
}

/** The pods of a subset as callers of the VirtualService's namespace know it; none where no such subset of a Service is known. */
function podsOf(cluster: ClusterSnapshot, host: string, name: string, namespace: string): readonly Pod[] {
  const resolved = resolveHost(cluster, host, namespace);
  if (resolved?.kind !== 'service') return [];
  const selector = resolved.service.spec?.selector ?? {};
  const rule = effectiveDestinationRule(cluster, resolved.host, resolved.namespace, {
    namespace,
    labels: null,
  });
  const subset = rule?.subsets.get(name)?.subset;
  if (subset === undefined || Object.keys(selector).length === 0) return [];
  return [...selectPods(cluster, selector, resolved.namespace)].filter(({ metadata }) =>
    matchesLabels(subset.labels ?? {}, metadata.labels),
  );
}

/** Of a pod that is written in a file nobody knows. */
const isUnready = (pod: Pod): boolean =>
  !isReady(pod) && pod.status?.conditions?.some(({ type }) => type === 'Ready') === true;
