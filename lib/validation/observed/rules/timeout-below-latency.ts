import { formatLatency } from '#lib/format/duration.ts';
import { decimal } from '#lib/format/number.ts';
import { flaggedOn } from '#lib/graph/declared/observed.ts';
import type { Bucket } from '#lib/prom/bucket-quantile.ts';
import { findingOf } from '../../rule.ts';
import { firstLimit } from '../first-limit.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen } from '../seen.ts';
import { type Case, countArgs, tally, workloadText } from '../tally.ts';

/** A hundredth of the requests beyond the limit: their 99th percentile is too, whatever the cut durations show. */
const beyondShare = 0.01;

/** Fewer requests say too little about a hundredth. */
const enough = 100;

/**
 * A timeout that the callee does not keep: over 1 % of the requests run into it (UT), or 1 % of those of all callers of the host
 * take longer. A limit that acts cuts the durations that are measured, so both are looked at. Nothing is said where several rules
 * can be meant.
 */
export const timeoutBelowLatency: ObservedRule = {
  name: 'timeout-below-latency',
  codes: ['WEFT0221', 'WEFT0222'],
  reads: ['VirtualService'],
  *check(_, seen) {
    const { window } = seen.graph;
    for (const counted of tally(limited(seen))) {
      const { object, path, hit, total, first } = counted;
      const args = { ...countArgs(counted, window), limit: formatLatency(first.limit), host: first.host };
      if (total >= enough && hit >= beyondShare * total) {
        yield findingOf({ code: 'WEFT0221', path, args }, object);
      } else if (first.beyond !== null) {
        const { bound, share } = first.beyond;
        const slow = { bound: formatLatency(bound), slow: `${decimal(100 * share, 1)} %` };
        yield findingOf({ code: 'WEFT0222', path, args: { ...args, ...slow } }, object);
      }
    }
  },
};

interface Limited extends Case {
  /** Milliseconds. */
  readonly limit: number;
  readonly beyond: ReturnType<typeof beyond>;
  readonly host: string;
}

function* limited(seen: Seen): Generator<Limited> {
  for (const sending of seen.sendings) {
    const { sent, reporter, caller, count, host } = sending;
    const limit = firstLimit(sending);
    if (limit === null) continue;
    yield {
      object: limit.object,
      path: limit.path,
      hit: flaggedOn(sent, reporter, ['UT']).count,
      total: count,
      caller: workloadText(caller),
      limit: limit.ms,
      beyond: beyond(seen.durations.get(host) ?? [], limit.ms, seen.graph.window),
      host,
    };
  }
}

/**
 * The share of requests that surely took longer than a limit: those above the first bound of a bucket that is not below it.
 * Where in a bucket a request lies nobody knows. Null where it is less than a hundredth, or of too few.
 */
function beyond(
  buckets: readonly Bucket[],
  limit: number,
  window: number,
): { readonly bound: number; readonly share: number } | null {
  const total = Math.max(0, ...buckets.map(({ count }) => count));
  const [bound] = buckets
    .filter(({ upperBound }) => upperBound >= limit)
    .sort((a, b) => a.upperBound - b.upperBound);
  if (bound === undefined || !Number.isFinite(bound.upperBound) || total * window < enough) return null;
  const share = 1 - bound.count / total;
  return share < beyondShare ? null : { bound: bound.upperBound, share };
}
