import type { Verdict } from './judge.ts';

/** Replicas of a workload: wanted, there, and fit to serve. `synced`: proxies with the newest configuration, null if unknown. */
export interface Replicas {
  readonly desired: number;
  readonly current: number;
  readonly available: number;
  readonly synced: number | null;
}

/** The rule of a workload that is scaled to none: it is not ready, which is no failure. */
export const scaledToNone = 'scaled-to-none';

const verdict = (status: Verdict['status'], rule: string | null, failed: number, total: number): Verdict => ({
  status,
  rule,
  failed,
  total,
  belowFloor: false,
});

/** Judges the replicas of a workload, by their number and their proxies. */
export function judgeReplicas({ desired, current, available, synced }: Replicas): Verdict {
  if (desired === 0) return verdict('idle', scaledToNone, 0, 0);
  const missing = Math.max(0, desired - available);
  const some = available > 0 && current > 0;
  if (some && (available < desired || current < desired)) {
    return verdict('degraded', 'replicas-missing', missing, desired);
  }
  if (available === 0) return verdict('failing', 'replicas-missing', missing, desired);
  if (available === desired && current !== desired) {
    return verdict('failing', 'replicas-surplus', Math.abs(current - desired), desired);
  }
  if (synced !== null && synced < desired) {
    return verdict('degraded', 'proxies-not-synced', desired - synced, desired);
  }
  if (available === desired && current === desired) return verdict('healthy', null, 0, desired);
  return verdict('degraded', 'replicas-surplus', Math.abs(available - desired), desired);
}

const rank = ({ status, rule }: Verdict): number => {
  if (rule === scaledToNone) return 2.5;
  return { failing: 4, degraded: 3, unknown: 2, healthy: 1, idle: 0 }[status];
};

/** What requests and replicas together say: the worst of them, with its own evidence. Null where nothing is known. */
export const worstOf = (verdicts: readonly (Verdict | null)[]): Verdict | null =>
  verdicts.reduce<Verdict | null>(
    (worst, one) => (one !== null && (worst === null || rank(one) > rank(worst)) ? one : worst),
    null,
  );
