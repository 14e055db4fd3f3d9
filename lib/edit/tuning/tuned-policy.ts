import { z } from 'zod';
import { isObject, type JsonObject, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { parseDuration } from '#lib/istio/duration.ts';
import type { ConnectionPool } from '#lib/istio/networking-types.ts';
import { effectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { effectiveTrafficPolicy } from '#lib/mesh/effective-traffic-policy.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { hostOf, type ServiceRef } from '../canary/service-ref.ts';
import { jsonOfPart } from '../object-json.ts';
import { connectionPoolSays } from '../policies/connection-pool-says.ts';
import { loadBalancerSays } from '../policies/load-balancer-says.ts';
import { outlierDetectionSays } from '../policies/outlier-detection-says.ts';

const number = z.number().nullable();

/** The traffic policy that callers apply to a service, as numbers; null where nothing is written and the default holds. */
export const tunedPolicy = z.object({
  /** The DestinationRule in force; null where there is none. */
  object: objectRef.nullable(),
  subsets: z.array(z.string()),
  connectionPool: z.object({
    maxConnections: number,
    connectTimeoutMs: number,
    http1MaxPendingRequests: number,
    http2MaxRequests: number,
    maxRequestsPerConnection: number,
    maxRetries: number,
  }),
  outlierDetection: z
    .object({
      consecutive5xxErrors: number,
      consecutiveGatewayErrors: number,
      intervalMs: number,
      baseEjectionMs: number,
      maxEjectionPercent: number,
      minHealthPercent: number,
    })
    .nullable(),
  /** The simple choice, or what requests that stay together have in common; null for the default. */
  loadBalancer: z.string().nullable(),
  warmupMs: number,
  says: z.object({ connectionPool: z.string(), outlierDetection: z.string(), loadBalancer: z.string() }),
});
export type TunedPolicy = z.infer<typeof tunedPolicy>;

/** What callers of the service's own namespace apply to it, or to one of its subsets. `pods` and `clients` as far as they are known. */
export function tunedPolicyOf(
  cluster: ClusterSnapshot,
  service: ServiceRef,
  subset: string | null,
  counts: { readonly pods: number | null; readonly clients: number | null },
): TunedPolicy {
  const rule = effectiveDestinationRule(cluster, hostOf(service), service.namespace, {
    namespace: service.namespace,
    labels: null,
  });
  const policy = rule === null ? null : effectiveTrafficPolicy(rule, subset, null);
  const pool = policy?.connectionPool?.value ?? {};
  const outliers = policy?.outlierDetection?.value ?? null;
  const balancer = jsonOfPart(policy?.loadBalancer?.value ?? {});
  return {
    object: rule?.rules[0]?.object ?? null,
    subsets: [...(rule?.subsets.keys() ?? [])],
    connectionPool: poolOf(pool),
    outlierDetection: outliers === null ? null : outliersOf(jsonOfPart(outliers)),
    loadBalancer: balancerOf(balancer),
    warmupMs:
      durationAt(objectAt(balancer, 'warmup'), 'duration') ?? durationAt(balancer, 'warmupDurationSecs'),
    says: {
      connectionPool: connectionPoolSays(pool, service.name, counts.clients),
      outlierDetection:
        outliers === null
          ? 'No pod is left out: outlier detection is off.'
          : outlierDetectionSays(outliers, counts.pods),
      loadBalancer: loadBalancerSays(balancer),
    },
  };
}

const durationAt = (parent: JsonObject, key: string): number | null => parseDuration(textAt(parent, key));

function poolOf(pool: ConnectionPool): TunedPolicy['connectionPool'] {
  const [tcp, http] = [jsonOfPart(pool.tcp ?? {}), jsonOfPart(pool.http ?? {})];
  return {
    maxConnections: numberAt(tcp, 'maxConnections'),
    connectTimeoutMs: durationAt(tcp, 'connectTimeout'),
    http1MaxPendingRequests: numberAt(http, 'http1MaxPendingRequests'),
    http2MaxRequests: numberAt(http, 'http2MaxRequests'),
    maxRequestsPerConnection: numberAt(http, 'maxRequestsPerConnection'),
    maxRetries: numberAt(http, 'maxRetries'),
  };
}

const outliersOf = (outliers: JsonObject): TunedPolicy['outlierDetection'] => ({
  consecutive5xxErrors: numberAt(outliers, 'consecutive5xxErrors'),
  consecutiveGatewayErrors: numberAt(outliers, 'consecutiveGatewayErrors'),
  intervalMs: durationAt(outliers, 'interval'),
  baseEjectionMs: durationAt(outliers, 'baseEjectionTime'),
  maxEjectionPercent: numberAt(outliers, 'maxEjectionPercent'),
  minHealthPercent: numberAt(outliers, 'minHealthPercent'),
});

function balancerOf(balancer: JsonObject): string | null {
  if (isObject(balancer.consistentHash)) return 'consistent hash';
  return textAt(balancer, 'simple') || null;
}
