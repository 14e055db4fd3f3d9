import type { Judged, Verdict } from './judge.ts';
import { volumeFloor } from './tolerance.ts';

/** How slow is tolerated: mean latencies in milliseconds from which traffic is degraded and failing. No bound is right for all, so there is none by default. */
export interface LatencyTolerance {
  readonly protocol: RegExp;
  readonly direction: RegExp;
  readonly degraded: number;
  readonly failing: number;
}

const rank = { unknown: 0, degraded: 1, failing: 2 } as const;

/**
 * What the mean latency of the same requests says, with the counts of the verdict on their errors; null where it is tolerated,
 * not known, or nothing is said of it. Of too few requests a slow mean is told and not judged.
 */
export function judgeLatency(
  errors: Verdict,
  mean: number | null,
  of: Judged,
  tolerances: readonly LatencyTolerance[],
  floor: number = volumeFloor,
): Verdict | null {
  const { total } = errors;
  if (mean === null || total === null || total <= 0) return null;
  let worst: Verdict | null = null;
  for (const { protocol, direction, degraded, failing } of tolerances) {
    if (!protocol.test(of.protocol) || !direction.test(of.direction) || mean < Math.min(degraded, failing))
      continue;
    const reached = mean >= failing ? 'failing' : 'degraded';
    const status = total < floor ? 'unknown' : reached;
    const latency = { mean, limit: reached === 'failing' ? failing : degraded };
    const verdict: Verdict = { ...errors, status, rule: 'latency', belowFloor: total < floor, latency };
    if (worst === null || rank[status] > rank[asRanked(worst.status)]) worst = verdict;
  }
  return worst;
}

const asRanked = (status: Verdict['status']): keyof typeof rank =>
  status === 'failing' || status === 'degraded' ? status : 'unknown';
