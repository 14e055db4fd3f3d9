import { objectAt } from '#lib/core/json.ts';
import { err, type Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import { durationText } from '../duration-text.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setFields, setGroup } from '../set-fields.ts';
import { editPolicy } from './edit-policy.ts';
import type { PolicyTarget } from './policy-target.ts';

/** Whole numbers of 1 or more; null takes a limit away, one that is left out stays as it is. */
export interface PoolLimits {
  readonly maxConnections?: number | null;
  readonly connectTimeoutMs?: number | null;
  readonly http1MaxPendingRequests?: number | null;
  readonly http2MaxRequests?: number | null;
  readonly maxRequestsPerConnection?: number | null;
  readonly maxRetries?: number | null;
}

export interface ConnectionPoolChange {
  readonly target: PolicyTarget;
  /** Null takes the whole pool away: the mesh's defaults hold. */
  readonly pool: PoolLimits | null;
}

/** The plan that limits what each client's proxy may send to a service at a time, or no longer does. */
export function setConnectionPool(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { target, pool }: ConnectionPoolChange,
): Result<ChangePlan, string> {
  const numbers = Object.values(pool ?? {}).filter((limit) => typeof limit === 'number');
  if (numbers.some((limit) => !Number.isInteger(limit) || limit < 1))
    return err('A limit is a whole number, 1 or more.');
  return editPolicy(cluster, live, target, (policy) => {
    if (pool === null) return setFields(policy, { connectionPool: null });
    const { maxConnections, connectTimeoutMs, ...http } = pool;
    const connectTimeout =
      typeof connectTimeoutMs === 'number' ? durationText(connectTimeoutMs) : connectTimeoutMs;
    const before = objectAt(policy, 'connectionPool');
    const after = setGroup(before, {
      tcp: setGroup(objectAt(before, 'tcp'), { maxConnections, connectTimeout }),
      http: setGroup(objectAt(before, 'http'), http),
    });
    return setFields(policy, { connectionPool: after });
  });
}
