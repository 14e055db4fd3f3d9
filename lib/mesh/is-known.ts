import type { KindName } from '#lib/k8s/kinds.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Whether the objects of a kind are known: what is still being listed, or may not be, cannot be told from what does not exist. */
export function isKnown(cluster: ClusterSnapshot, kind: KindName): boolean {
  const phase = cluster.states.get(kind)?.phase;
  return phase === 'live' || phase === 'stale' || phase === 'not-installed';
}
