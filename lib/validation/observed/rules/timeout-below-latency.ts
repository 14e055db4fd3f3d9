import { formatLatency } from '#lib/format/duration.ts';
import { flaggedOn } from '#lib/graph/declared/observed.ts';
import type { ReachingRule } from '#lib/mesh/effective-routes.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen } from '../seen.ts';
import { type Case, countArgs, tally, workloadText } from '../tally.ts';

/** A hundredth of the requests cut off: their 99th percentile lies beyond the limit, whatever the cut durations show. */
const cutShare = 0.01;

/** Fewer requests say too little about a hundredth. */
const enough = 100;

/**
 * A timeout that the callee does not keep: over 1 % of the requests run into it (UT), or the 99th percentile of what callers of
 * the host wait is longer. A limit that acts cuts the durations that are measured, so both are looked at. Nothing is said where
 * several rules can be meant.
 */
export const timeoutBelowLatency: ObservedRule = {
  name: 'timeout-below-latency',
  codes: ['WEFT0221', 'WEFT0222'],
  reads: ['VirtualService'],
  *check(_, seen) {
    const { window } = seen.graph;
    for (const counted of tally(limited(seen))) {
      const { object, path, hit, total, first } = counted;
      const limit = formatLatency(first.limit);
      if (total >= enough && hit >= cutShare * total) {
        yield findingOf({ code: 'WEFT0221', path, args: { ...countArgs(counted, window), limit } }, object);
      } else if (first.p99 !== null && first.p99 > first.limit) {
        const args = {
          ...countArgs(counted, window),
          limit,
          p99: formatLatency(first.p99),
          host: first.host,
        };
        yield findingOf({ code: 'WEFT0222', path, args }, object);
      }
    }
  },
};

interface Limited extends Case {
  /** Milliseconds. */
  readonly limit: number;
  readonly p99: number | null;
  readonly host: string;
}

function* limited({ sendings, p99 }: Seen): Generator<Limited> {
  for (const { way, sent, reporter, caller, count, host, protocol } of sendings) {
    const [only, ...others] = way.rules;
    const limit = only === undefined || others.length > 0 ? null : limitOf(only);
    if (only === undefined || limit === null || protocol === 'tcp') continue;
    yield {
      object: only.route.object,
      path: `${only.rule.path}.${limit.field}`,
      hit: flaggedOn(sent, reporter, ['UT']).count,
      total: count,
      caller: workloadText(caller),
      limit: limit.ms,
      p99: p99.get(host) ?? null,
      host,
    };
  }
}

/** The limit that a request meets first, and its field. Gateway API writes both elsewhere. */
export function limitOf({ rule }: ReachingRule): { readonly ms: number; readonly field: string } | null {
  const { timeout, retries } = effectsOf(rule);
  const [whole, perTry] = [timeout || null, retries?.perTry || null];
  const ofGateway = rule.written?.api === 'gateway';
  if (perTry !== null && (whole === null || perTry < whole))
    return { ms: perTry, field: ofGateway ? 'timeouts.backendRequest' : 'retries.perTryTimeout' };
  return whole === null ? null : { ms: whole, field: ofGateway ? 'timeouts.request' : 'timeout' };
}
