import { decimal } from '#lib/format/number.ts';
import { flaggedOn } from '#lib/graph/declared/observed.ts';
import type { ConnectionPool } from '#lib/istio/networking-types.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen, Sending } from '../seen.ts';
import { type Case, countArgs, tally, workloadText } from '../tally.ts';

/**
 * A connection pool smaller than what one pod of a caller has in flight: its proxy refuses the rest (UO), or would with a little
 * more. Requests in flight are the rate of a pod times the mean duration (Little's law). A queue (`http1MaxPendingRequests`) is
 * no such limit, and connections are only where no request of HTTP/2 shares one.
 */
export const poolTooSmall: ObservedRule = {
  name: 'pool-too-small',
  codes: ['WEFT0223', 'WEFT0224'],
  reads: ['DestinationRule'],
  *check(_, seen) {
    for (const counted of tally(pooled(seen))) {
      const { object, path, hit, first } = counted;
      const args = { ...countArgs(counted, seen.graph.window), limits: first.limits, host: first.host };
      if (hit > 0) yield findingOf({ code: 'WEFT0223', path, args }, object);
      else if (first.limit !== null && first.inFlight !== null && first.inFlight > first.limit) {
        const more = { limit: String(first.limit), inFlight: decimal(first.inFlight, 1) };
        yield findingOf({ code: 'WEFT0224', path, args: { ...args, ...more } }, object);
      }
    }
  },
};

interface Pooled extends Case {
  readonly limits: string;
  /** Requests in flight that one pod may have; null where none is certain. */
  readonly limit: number | null;
  readonly inFlight: number | null;
  readonly host: string;
}

function* pooled({ sendings }: Seen): Generator<Pooled> {
  for (const sending of sendings) {
    const { way, sent, reporter, caller, count, host, protocol } = sending;
    // A subset with a pool of its own: which of them refused is not told apart here.
    const pools = way.policies.flatMap(({ policy }) => policy.connectionPool ?? []);
    const [pool] = pools;
    if (pool === undefined || new Set(pools.map(({ path }) => path)).size > 1) continue;
    const limits = limitsOf(pool.value);
    if (protocol === 'tcp' || limits === '') continue;
    yield {
      object: pool.object,
      path: pool.path,
      hit: flaggedOn(sent, reporter, ['UO']).count,
      total: count,
      caller: workloadText(caller),
      limits,
      limit: pool.value.http?.http2MaxRequests || null,
      inFlight: inFlightOf(sending),
      host,
    };
  }
}

/** What the pool limits, as it is written; a limit of 0 is none. */
function limitsOf({ tcp, http }: ConnectionPool): string {
  const written = {
    maxConnections: tcp?.maxConnections,
    http1MaxPendingRequests: http?.http1MaxPendingRequests,
    http2MaxRequests: http?.http2MaxRequests,
  };
  return Object.entries(written)
    .flatMap(([name, limit]) => (limit ? [`${name} ${limit}`] : []))
    .join(', ');
}

/** Requests that one pod of the caller has in flight on average; null where rate, duration or pods are not known. */
function inFlightOf({ edges, reporter, caller }: Sending): number | null {
  if (caller.pods.ready === 0) return null;
  let together = 0;
  for (const { reports } of edges) {
    const { rate = null, avgLatency = null } = reports[reporter] ?? {};
    if (rate === null || avgLatency === null) continue;
    together += (rate * avgLatency) / 1000;
  }
  return together / caller.pods.ready;
}
