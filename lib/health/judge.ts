import type { OutcomeClass } from './outcome.ts';
import { type Tolerance, tolerances, volumeFloor } from './thresholds.ts';

export type Status = 'healthy' | 'degraded' | 'failing' | 'idle' | 'unknown';

/** A status with the numbers it comes from, see `health` in the graph's model. */
export interface Verdict {
  readonly status: Status;
  /** The tolerance that decided, null where nothing was to judge. */
  readonly rule: OutcomeClass | null;
  readonly failed: number | null;
  readonly total: number | null;
  readonly belowFloor: boolean;
}

const severity = { failing: 2, degraded: 1, healthy: 0 } as const;

/**
 * Judges counts of one reporter over one window. Each tolerance is judged alone and the worst one wins. Too few requests
 * to judge by are `unknown` when some of them failed, with the numbers kept.
 */
export function judge(failed: ReadonlyMap<OutcomeClass, number>, total: number | null): Verdict {
  if (total === null) return { status: 'unknown', rule: null, failed: null, total: null, belowFloor: false };
  if (total <= 0) return { status: 'idle', rule: null, failed: null, total: 0, belowFloor: false };
  let worst: Verdict = { status: 'healthy', rule: null, failed: 0, total, belowFloor: false };
  for (const tolerance of tolerances) {
    const count = failed.get(tolerance.rule) ?? 0;
    const status = statusOf(count / total, tolerance);
    if (severity[status] > severity[asJudged(worst.status)]) {
      worst = { status, rule: tolerance.rule, failed: count, total, belowFloor: false };
    }
  }
  if (worst.status === 'healthy') return { ...worst, failed: sum(failed.values()) };
  return total < volumeFloor ? { ...worst, status: 'unknown', belowFloor: true } : worst;
}

function statusOf(share: number, { degraded, failing }: Tolerance): 'healthy' | 'degraded' | 'failing' {
  if (share <= 0) return 'healthy';
  if (share >= failing) return 'failing';
  return share > degraded ? 'degraded' : 'healthy';
}

const asJudged = (status: Status): keyof typeof severity =>
  status === 'failing' || status === 'degraded' ? status : 'healthy';

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
