import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Service } from '#lib/k8s/workload-types.ts';
import { deriveByKey } from './derive-by-key.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** By namespace and the first pair of their selectors: `shop/app=cart`. */
const byFirstPair = deriveByKey('Service', ({ spec }, namespace) => {
  const [first] = Object.entries(spec?.selector ?? {});
  return first === undefined ? [] : [`${namespace}/${first.join('=')}`];
});

/** The Services of a namespace that select pods with these labels. One without a selector selects none. */
export function servicesSelecting(
  cluster: ClusterSnapshot,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly Service[] {
  return Object.entries(labels)
    .flatMap((pair) => byFirstPair(cluster, `${namespace}/${pair.join('=')}`))
    .filter((service) => matchesLabels(service.spec?.selector ?? {}, labels));
}
