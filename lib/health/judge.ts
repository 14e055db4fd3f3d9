import { type Direction, defaultTolerances, type Tolerance, volumeFloor } from './tolerance.ts';

export type Status = 'healthy' | 'degraded' | 'failing' | 'idle' | 'unknown';

/** The mean latency that decided and the bound that it reached, in milliseconds. */
export interface LatencyEvidence {
  readonly mean: number;
  readonly limit: number;
}

/** A status with the numbers it comes from, see `health` in the graph's model. */
export interface Verdict {
  readonly status: Status;
  /** The tolerance that decided, null where nothing was to judge. */
  readonly rule: string | null;
  readonly failed: number | null;
  readonly total: number | null;
  readonly belowFloor: boolean;
  /** Set where latency decided. */
  readonly latency?: LatencyEvidence;
}

/** Responses of one code, see `responseCode`. Successes may be left out: they are the rest of the total. */
export interface Counted {
  readonly code: string;
  readonly count: number;
}

/** Traffic of one protocol in one direction, as the tolerances tell it apart. */
export interface Judged {
  readonly protocol: string;
  readonly direction: Direction;
}

const severity = { failing: 2, degraded: 1, healthy: 0 } as const;

/**
 * Judges counts of one reporter over one window. Each tolerance is judged alone and the worst one wins. Too few requests
 * to judge by are `unknown` when some of them failed, with the numbers kept.
 */
export function judge(
  rows: readonly Counted[],
  total: number | null,
  of: Judged,
  tolerances: readonly Tolerance[] = defaultTolerances,
  floor: number = volumeFloor,
): Verdict {
  if (total === null) return { status: 'unknown', rule: null, failed: null, total: null, belowFloor: false };
  if (total <= 0) return { status: 'idle', rule: null, failed: null, total: 0, belowFloor: false };
  let worst: Verdict = { status: 'healthy', rule: null, failed: 0, total, belowFloor: false };
  let failedAtAll = 0;
  for (const tolerance of applying(tolerances, of)) {
    const failed = countOf(rows, tolerance);
    failedAtAll += failed;
    const status = statusOf(failed / total, tolerance);
    if (severity[status] > severity[asJudged(worst.status)]) {
      worst = { status, rule: tolerance.rule, failed, total, belowFloor: false };
    }
  }
  if (worst.status === 'healthy') return { ...worst, failed: failedAtAll };
  return total < floor ? { ...worst, status: 'unknown', belowFloor: true } : worst;
}

/** The tolerances that apply to traffic of a protocol and direction. */
export const applying = (tolerances: readonly Tolerance[], of: Judged): readonly Tolerance[] =>
  tolerances.filter(({ protocol, direction }) => protocol.test(of.protocol) && direction.test(of.direction));

function countOf(rows: readonly Counted[], { code }: Tolerance): number {
  let sum = 0;
  for (const row of rows) if (code.test(row.code)) sum += row.count;
  return sum;
}

/** The status of a share of failures: none is healthy, whatever the thresholds. */
function statusOf(share: number, { degraded, failing }: Tolerance): 'healthy' | 'degraded' | 'failing' {
  if (share <= 0) return 'healthy';
  if (share >= failing) return 'failing';
  return share >= degraded ? 'degraded' : 'healthy';
}

const asJudged = (status: Status): keyof typeof severity =>
  status === 'failing' || status === 'degraded' ? status : 'healthy';

const rank: Readonly<Record<Status, number>> = { failing: 4, degraded: 3, unknown: 2, healthy: 1, idle: 0 };

/** The worse of two verdicts, each with its own evidence; of equals the first. */
export const worse = (a: Verdict, b: Verdict): Verdict => (rank[b.status] > rank[a.status] ? b : a);
