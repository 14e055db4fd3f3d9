import type { Caller } from '#lib/mesh/effective-destination-rule.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/** Whose proxy it is, and where it stands. */
export interface ProxyPlace {
  readonly cluster: ClusterSnapshot;
  /** The pod's namespace and labels, by which istiod decides what its proxy is told. */
  readonly caller: Caller;
}

/** Some of a list in a sentence: `a, b and 3 more`. */
export function someOfThem(list: readonly string[], most = 3): string {
  if (list.length <= most) return list.join(', ');
  return `${list.slice(0, most).join(', ')} and ${list.length - most} more`;
}
