import { isActive } from '#lib/k8s/pod-ready.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { deriveInNamespace } from './derive.ts';
import { deriveByKey } from './derive-by-key.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

type Labels = Readonly<Record<string, string>>;

const pairsOf = (labels: Labels | undefined): readonly string[] =>
  Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);

interface PodIndex {
  readonly all: readonly Pod[];
  /** By `key=value` of each label. */
  readonly byLabel: ReadonlyMap<string, readonly Pod[]>;
}

const indexIn = deriveInNamespace(['Pod'], (cluster, namespace): PodIndex => {
  const all = [...objects(cluster, 'Pod', namespace)].filter(isActive);
  const byLabel = new Map<string, Pod[]>();
  for (const pod of all) {
    for (const label of pairsOf(pod.metadata.labels)) {
      const same = byLabel.get(label);
      if (same === undefined) byLabel.set(label, [pod]);
      else same.push(pod);
    }
  }
  return { all, byLabel };
});

/** Those of every namespace, for who selects in all of them. */
const anywhere = deriveByKey('Pod', (pod) => (isActive(pod) ? pairsOf(pod.metadata.labels) : []));

/** The active pods with all of `labels`, in one namespace or in all; every active pod for empty labels. */
export function* selectPods(cluster: ClusterSnapshot, labels: Labels, namespace?: string): Generator<Pod> {
  const pairs = pairsOf(labels);
  const pods = namespace === undefined ? candidates(cluster, pairs) : candidatesIn(cluster, pairs, namespace);
  for (const pod of pods) if (matchesLabels(labels, pod.metadata.labels)) yield pod;
}

const none: readonly Pod[] = [];

/** The pods that have the rarest of the labels: the fewest to look at. */
function candidatesIn(cluster: ClusterSnapshot, pairs: readonly string[], namespace: string): readonly Pod[] {
  const { all, byLabel } = indexIn(cluster, namespace);
  return fewest(pairs, (pair) => byLabel.get(pair) ?? none) ?? all;
}

function candidates(cluster: ClusterSnapshot, pairs: readonly string[]): Iterable<Pod> {
  return fewest(pairs, (pair) => anywhere(cluster, pair)) ?? active(objects(cluster, 'Pod'));
}

function* active(pods: Iterable<Pod>): Generator<Pod> {
  for (const pod of pods) if (isActive(pod)) yield pod;
}

function fewest(pairs: readonly string[], having: (pair: string) => readonly Pod[]): readonly Pod[] | null {
  let found: readonly Pod[] | null = null;
  for (const pair of pairs) {
    const pods = having(pair);
    if (found === null || pods.length < found.length) found = pods;
    if (found.length === 0) break;
  }
  return found;
}

/** Whether any active pod has all of `labels`. */
export function selectsPods(cluster: ClusterSnapshot, labels: Labels, namespace?: string): boolean {
  return selectPods(cluster, labels, namespace).next().done !== true;
}
