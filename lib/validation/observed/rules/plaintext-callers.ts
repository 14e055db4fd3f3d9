import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { GraphEdge } from '#lib/graph/model.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { effectivePeerAuthentication } from '#lib/mesh/effective-peer-authentication.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Arrival } from '../seen.ts';
import { type Case, countArgs, tally, workloadText } from '../tally.ts';

/**
 * Plain text that reached a workload: of one that demands mutual TLS by now, and so refuses those callers; of one that does not,
 * the callers that STRICT would cut off. Ports with a mode of their own are left alone, for telemetry names no port.
 */
export const plaintextCallers: ObservedRule = {
  name: 'plaintext-callers',
  codes: ['WEFT0230', 'WEFT0231'],
  reads: ['PeerAuthentication', 'ConfigMap'],
  *check(cluster, { arrivals, graph }) {
    const found = arrivals.flatMap((arrival) => {
      const { callee, edge } = arrival;
      const plain = plainOf(edge);
      if (plain === null || hasPorts(arrival, cluster)) return [];
      const policy = effectivePeerAuthentication(cluster, callee, null);
      // Where nothing is demanded on purpose there is nobody to be warned of.
      if (policy.mode === 'DISABLE') return [];
      const strict = policy.mode === 'STRICT';
      const object = strict ? policy.object : callee.object;
      return object === null
        ? []
        : [caseOf(arrival, plain, strict, { object, path: strict ? policy.path : '' })];
    });
    for (const counted of tally(found)) {
      const { object, path, first } = counted;
      const args = { ...countArgs(counted, graph.window), callee: first.callee };
      yield findingOf({ code: first.strict ? 'WEFT0230' : 'WEFT0231', path, args }, object);
    }
  },
};

interface Plain extends Case {
  readonly strict: boolean;
  readonly callee: string;
}

const caseOf = (
  { caller, callee }: Arrival,
  { count, total }: { readonly count: number; readonly total: number },
  strict: boolean,
  at: { readonly object: ObjectRef; readonly path: string },
): Plain => ({
  ...at,
  hit: count,
  total,
  caller: caller === null ? 'a caller without a proxy' : workloadText(caller),
  strict,
  callee: workloadText(callee),
});

/** Requests (connections of TCP) that came in plain text, by a proxy that can know; null where none did, or nobody knows. */
function plainOf({ mtls, reports }: GraphEdge): { readonly count: number; readonly total: number } | null {
  if (mtls.share === null || mtls.share >= 1 || mtls.reporter === null || mtls.reporter === 'ztunnel')
    return null;
  const total = reports[mtls.reporter]?.count ?? null;
  if (total === null || total === 0) return null;
  const count = Math.round((1 - mtls.share) * total);
  return count === 0 ? null : { count, total };
}

/** Whether a policy gives ports of the workload a mode of their own. */
function hasPorts({ callee }: Arrival, cluster: ClusterSnapshot): boolean {
  return [...objects(cluster, 'PeerAuthentication', callee.namespace)].some(
    ({ spec }) =>
      Object.keys(spec?.portLevelMtls ?? {}).length > 0 &&
      matchesLabels(spec?.selector?.matchLabels ?? {}, callee.labels),
  );
}
