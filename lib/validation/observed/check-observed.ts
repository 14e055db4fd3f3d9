import type { Finding } from '#lib/core/finding.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { isKnown } from '#lib/mesh/is-known.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { ruleFailed } from '../rule-failed.ts';
import { observedRules } from './all.ts';
import { hostsToTime } from './hosts-to-time.ts';
import type { ObservedRule } from './observed-rule.ts';
import { type Seen, seenIn } from './seen.ts';

/** What a graph of live traffic was built from, for the rules that compare it with what is declared. */
export interface Observed {
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
  /** See `Seen`. */
  readonly durations?: Seen['durations'];
}

export interface Checked {
  readonly findings: readonly Finding[];
  /** Hosts whose `durations` would tell more. */
  readonly toTime: readonly string[];
}

/** What all rules that read traffic find in one refresh. A rule that throws says so and takes no other with it. */
export function checkObserved(
  { graph, snapshot, durations }: Observed,
  rules: readonly ObservedRule[] = observedRules,
): Checked {
  const clusters = [...snapshot.clusters.values()].map((cluster) => {
    const seen = seenIn(graph, cluster, snapshot, durations);
    return { findings: rules.flatMap((rule) => checked(rule, cluster, seen)), toTime: hostsToTime(seen) };
  });
  return {
    findings: clusters.flatMap(({ findings }) => findings),
    toTime: [...new Set(clusters.flatMap(({ toTime }) => toTime))],
  };
}

function checked(rule: ObservedRule, cluster: ClusterSnapshot, seen: Seen): readonly Finding[] {
  if (!rule.reads.every((kind) => isKnown(cluster, kind))) return [];
  try {
    return [...rule.check(cluster, seen)];
  } catch (error) {
    return [ruleFailed(cluster, rule, null, error)];
  }
}
