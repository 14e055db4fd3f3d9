import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Service } from '#lib/k8s/workload-types.ts';
import { deriveInNamespace } from './derive.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** The Services of a namespace by the first pair of their selectors, `key=value`. */
const byFirstPair = deriveInNamespace(['Service'], (cluster, namespace) => {
  const found = new Map<string, Service[]>();
  for (const service of objects(cluster, 'Service', namespace)) {
    const [first] = Object.entries(service.spec?.selector ?? {});
    if (first === undefined) continue;
    const pair = first.join('=');
    const same = found.get(pair);
    if (same === undefined) found.set(pair, [service]);
    else same.push(service);
  }
  return found;
});

/** The Services of a namespace that select pods with these labels. One without a selector selects none. */
export function servicesSelecting(
  cluster: ClusterSnapshot,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly Service[] {
  const index = byFirstPair(cluster, namespace);
  return Object.entries(labels)
    .flatMap((pair) => index.get(pair.join('=')) ?? [])
    .filter((service) => matchesLabels(service.spec?.selector ?? {}, labels));
}
