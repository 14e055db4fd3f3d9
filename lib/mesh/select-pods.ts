import { isActive } from '#lib/k8s/pod-ready.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { derive, deriveInNamespace } from './derive.ts';
import { kindObjects, objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

interface PodIndex {
  readonly all: readonly Pod[];
  /** By `key=value` of each label. */
  readonly byLabel: ReadonlyMap<string, readonly Pod[]>;
}

const indexIn = deriveInNamespace(['Pod'], (cluster, namespace): PodIndex => {
  const all = [...objects(cluster, 'Pod', namespace)].filter(isActive);
  const byLabel = new Map<string, Pod[]>();
  for (const pod of all) {
    for (const [key, value] of Object.entries(pod.metadata.labels ?? {})) {
      const label = `${key}=${value}`;
      const same = byLabel.get(label);
      if (same === undefined) byLabel.set(label, [pod]);
      else same.push(pod);
    }
  }
  return { all, byLabel };
});

const indexes = derive(['Pod'], (cluster) =>
  [...kindObjects(cluster, 'Pod').keys()].map((namespace) => indexIn(cluster, namespace)),
);

/** The active pods with all of `labels`, in one namespace or in all; every active pod for empty labels. */
export function* selectPods(
  cluster: ClusterSnapshot,
  labels: Readonly<Record<string, string>>,
  namespace?: string,
): Generator<Pod> {
  const all = namespace === undefined ? indexes(cluster) : [indexIn(cluster, namespace)];
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  for (const index of all) {
    for (const pod of candidates(index, pairs)) if (matchesLabels(labels, pod.metadata.labels)) yield pod;
  }
}

/** The pods that have the rarest of the labels: the fewest to look at. */
function candidates({ all, byLabel }: PodIndex, pairs: readonly string[]): readonly Pod[] {
  let fewest = all;
  for (const pair of pairs) {
    const pods = byLabel.get(pair);
    if (pods === undefined) return [];
    if (pods.length < fewest.length) fewest = pods;
  }
  return fewest;
}

/** Whether any active pod has all of `labels`. */
export function selectsPods(
  cluster: ClusterSnapshot,
  labels: Readonly<Record<string, string>>,
  namespace?: string,
): boolean {
  return selectPods(cluster, labels, namespace).next().done !== true;
}
