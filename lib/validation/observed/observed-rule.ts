import type { Finding } from '#lib/core/finding.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Code } from '../codes.ts';
import type { Seen } from './seen.ts';

/**
 * A check of what is declared against what is observed. It speaks of what was seen and never of what was not: a measure that
 * is null, a caller that did not call or a rule of which metrics cannot show that it matched makes no finding.
 */
export interface ObservedRule {
  /** Its file under `observed/rules/`, without ending. */
  readonly name: string;
  readonly codes: readonly Code[];
  /** The kinds it cannot do without. */
  readonly reads: readonly KindName[];
  check(cluster: ClusterSnapshot, seen: Seen): Iterable<Finding>;
}
