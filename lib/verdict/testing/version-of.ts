import { milliseconds, perSecond } from '#lib/core/units.ts';
import { shareInterval } from '../interval.ts';
import type { Judged } from '../judge.ts';

interface Seen {
  readonly requests: number;
  readonly failed?: number;
  readonly refused?: number;
  /** Requests that took up to 100 ms, up to 500 ms, and longer; all are fast where absent. */
  readonly durations?: readonly [number, number, number];
}

/** A version of which so much was seen over five minutes. For tests. */
export function seen(version: string, { requests, failed = 0, refused = 0, durations }: Seen): Judged {
  const [fast, middle, slow] = durations ?? [requests, 0, 0];
  const p99 = durations === undefined ? null : milliseconds.parse(1);
  return {
    version,
    tally: {
      rate: perSecond.parse(requests / 300),
      requests,
      failed,
      refused,
      failing: shareInterval({ hits: failed, of: requests }),
      answers: [],
    },
    latency: { p50: p99, p95: p99, p99 },
    buckets: [
      { upperBound: 100, count: fast },
      { upperBound: 500, count: fast + middle },
      { upperBound: Number.POSITIVE_INFINITY, count: fast + middle + slow },
    ],
  };
}

/** A version that nobody calls. */
export const unseen = (version: string): Judged => ({
  version,
  tally: null,
  latency: { p50: null, p95: null, p99: null },
  buckets: [],
});
