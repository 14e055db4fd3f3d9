import type { PoolLimits } from '#demo/traffic/config/destination-rules.ts';

/**
 * Share of requests that find `limit` others under way, when `offered` are under way on average: Erlang's loss formula.
 * 0 where the limit is far above.
 */
function lossShare(offered: number, limit: number): number {
  if (offered <= 0) return 0;
  if (limit > offered * 5 + 50) return 0;
  const places = Math.max(0, Math.floor(limit));
  let loss = 1;
  for (let i = 1; i <= places; i++) loss = (offered * loss) / (i + offered * loss);
  return loss;
}

/** Shares turned away by a proxy's connection pool: by its queue (no host chosen) and by its request limit. */
export function overflowOf(
  limits: PoolLimits,
  offered: number,
  http1: boolean,
): { pending: number; requests: number } {
  // Over HTTP/1.1 a connection carries one request, the queue holds those that wait for one.
  const places = limits.maxConnections + limits.maxPending;
  return {
    pending: http1 && Number.isFinite(places) ? lossShare(offered, places) : 0,
    requests: Number.isFinite(limits.maxRequests) ? lossShare(offered, limits.maxRequests) : 0,
  };
}
