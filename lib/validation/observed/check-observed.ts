import type { Finding } from '#lib/core/finding.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { isKnown } from '#lib/mesh/is-known.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { ruleFailed } from '../rule-failed.ts';
import { observedRules } from './all.ts';
import type { ObservedRule } from './observed-rule.ts';
import { type Seen, seenIn } from './seen.ts';

/** What a graph of live traffic was built from, for the rules that compare it with what is declared. */
export interface Observed {
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
  /** See `Seen`. */
  readonly p99?: Seen['p99'];
}

/** The findings of all rules that read traffic, on one refresh. A rule that throws says so and takes no other with it. */
export function checkObserved(
  { graph, snapshot, p99 }: Observed,
  rules: readonly ObservedRule[] = observedRules,
): readonly Finding[] {
  return [...snapshot.clusters.values()].flatMap((cluster) => {
    const seen = seenIn(graph, cluster, snapshot, p99);
    return rules.flatMap((rule) => checked(rule, cluster, seen));
  });
}

function checked(rule: ObservedRule, cluster: ClusterSnapshot, seen: Seen): readonly Finding[] {
  if (!rule.reads.every((kind) => isKnown(cluster, kind))) return [];
  try {
    return [...rule.check(cluster, seen)];
  } catch (error) {
    return [ruleFailed(cluster, rule, null, error)];
  }
}
