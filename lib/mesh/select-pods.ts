import { isActive } from '#lib/k8s/pod-ready.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { deriveByKey } from './derive-by-key.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

type Labels = Readonly<Record<string, string>>;

const pairsOf = (labels: Labels | undefined): readonly string[] =>
  Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);

/** By each label, of all namespaces and with the namespace before: `app=cart`, `shop|app=cart`. All of a namespace are under `shop|`. */
const byLabel = deriveByKey('Pod', (pod, namespace) => {
  if (!isActive(pod)) return [];
  const pairs = pairsOf(pod.metadata.labels);
  return [`${namespace}|`, ...pairs, ...pairs.map((pair) => `${namespace}|${pair}`)];
});

/** The active pods with all of `labels`, in one namespace or in all; every active pod for empty labels. */
export function* selectPods(cluster: ClusterSnapshot, labels: Labels, namespace?: string): Generator<Pod> {
  for (const pod of candidates(cluster, pairsOf(labels), namespace))
    if (matchesLabels(labels, pod.metadata.labels)) yield pod;
}

/** The pods that have the rarest of the labels: the fewest to look at. */
function candidates(
  cluster: ClusterSnapshot,
  pairs: readonly string[],
  namespace: string | undefined,
): Iterable<Pod> {
  const within = namespace === undefined ? '' : `${namespace}|`;
  let fewest: readonly Pod[] | null = null;
  for (const pair of pairs) {
    const pods = byLabel(cluster, `${within}${pair}`);
    if (fewest === null || pods.length < fewest.length) fewest = pods;
    if (fewest.length === 0) break;
  }
  if (fewest !== null) return fewest;
  return namespace === undefined ? active(objects(cluster, 'Pod')) : byLabel(cluster, within);
}

function* active(pods: Iterable<Pod>): Generator<Pod> {
  for (const pod of pods) if (isActive(pod)) yield pod;
}

/** Whether any active pod has all of `labels`. */
export function selectsPods(cluster: ClusterSnapshot, labels: Labels, namespace?: string): boolean {
  return selectPods(cluster, labels, namespace).next().done !== true;
}
