import { milliseconds } from '#lib/core/units.ts';
import { parseDuration } from '#lib/istio/duration.ts';
import type { ConnectionPool, OutlierDetection } from '#lib/istio/networking-types.ts';
import type { Decided } from '#lib/mesh/effective-traffic-policy.ts';
import type { EdgeWay, WayPolicy } from './edge-way.ts';
import type { Breaker, EdgeLayers } from './layers.ts';
import { actingReporter, flaggedOn, type Sent } from './observed.ts';

/** Limits and ejection that the caller's proxy keeps, beside the requests that it refused or found no pod for. */
export function circuitBreakingOf(sent: Sent, { policies }: EdgeWay): EdgeLayers['breaking'] {
  const breakers = distinct(policies.map(breakerOf).filter(({ pool, outlier }) => pool || outlier));
  const reporter = actingReporter(sent);
  const observed =
    reporter === null
      ? null
      : {
          reporter,
          refused: flaggedOn(sent, reporter, ['UO']),
          noHealthy: flaggedOn(sent, reporter, ['UH']),
        };
  const acts = (observed?.refused.count ?? 0) > 0;
  return breakers.length === 0 && !acts ? null : { breakers, observed };
}

/** Subsets and ports that say nothing of their own share the host's: they are told once. */
function distinct(breakers: readonly Breaker[]): Breaker[] {
  const same = Map.groupBy(breakers, ({ pool, outlier }) => JSON.stringify([pool, outlier]));
  return [...same.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const shared = <K extends 'subset' | 'port'>(key: K): Breaker[K] | null =>
      others.every((other) => other[key] === first[key]) ? first[key] : null;
    return [{ ...first, subset: shared('subset'), port: shared('port') }];
  });
}

function breakerOf({ subset, port, policy }: WayPolicy): Breaker {
  const { connectionPool, outlierDetection, otherPorts } = policy;
  return {
    subset,
    port,
    pool: connectionPool === null ? null : poolOf(connectionPool),
    outlier: outlierDetection === null ? null : outlierOf(outlierDetection),
    otherPorts: [...otherPorts],
  };
}

/** A limit of 0 is no limit (applyConnectionPool, istio/istio 011b88bb). A pool that limits nothing is none. */
function poolOf({ value: { tcp, http }, object, path }: Decided<ConnectionPool>): Breaker['pool'] {
  const limits = {
    maxConnections: tcp?.maxConnections || null,
    maxPending: http?.http1MaxPendingRequests || null,
    maxRequests: http?.http2MaxRequests || null,
    maxRequestsPerConnection: http?.maxRequestsPerConnection || null,
    maxRetries: http?.maxRetries || null,
  };
  const any = Object.values(limits).some((limit) => limit !== null);
  return any ? { ...limits, object, path } : null;
}

function outlierOf({ value, object, path }: Decided<OutlierDetection>): Breaker['outlier'] {
  const span = (text: string | undefined) => {
    const parsed = text === undefined ? null : parseDuration(text);
    return parsed === null ? null : milliseconds.parse(parsed);
  };
  return {
    consecutive5xx: value.consecutive5xxErrors ?? null,
    consecutiveGateway: value.consecutiveGatewayErrors ?? null,
    interval: span(value.interval),
    baseEjection: span(value.baseEjectionTime),
    maxEjectionPercent: value.maxEjectionPercent ?? null,
    object,
    path,
  };
}
