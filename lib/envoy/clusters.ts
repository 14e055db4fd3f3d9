import { z } from 'zod';
import { ok, type Result } from '#lib/core/result.ts';
import { parseClusterName } from '#lib/istio/cluster-name.ts';
import { count, each, flag, readAnswer, some, text } from './read-answer.ts';

export const clustersPath = '/clusters?format=json';

/** One host of a cluster as the proxy knows it. */
const envoyHost = z.object({
  /** `10.0.0.1:8080`, a path of a socket, or what stands behind an internal listener. */
  address: z.string(),
  /** What istiod says of it, in Envoy's word: `HEALTHY`, `DRAINING`, `UNHEALTHY`, `DEGRADED`, `TIMEOUT`, `UNKNOWN`. */
  health: z.string(),
  /** Whether outlier detection has put it out. */
  ejected: z.boolean(),
  /** The other flags that keep it from being chosen, such as `failed_active_health_check`. */
  flags: z.array(z.string()),
  priority: z.number(),
  zone: z.string().nullable(),
  weight: z.number().nullable(),
  /** Since the proxy knows the host; null where it does not tell. */
  requests: z.number().nullable(),
  errors: z.number().nullable(),
  timeouts: z.number().nullable(),
  active: z.number().nullable(),
});
export type EnvoyHost = z.infer<typeof envoyHost>;

/** Limits of the circuit breaker of default priority; null where there is none (4294967295 in Envoy). */
const envoyLimits = z.object({
  connections: z.number().nullable(),
  pending: z.number().nullable(),
  requests: z.number().nullable(),
  retries: z.number().nullable(),
});

export const envoyCluster = z.object({
  name: z.string(),
  /** `own`: Envoy's and the agent's own clusters. */
  direction: z.enum(['inbound', 'outbound', 'own']),
  port: z.number().nullable(),
  subset: z.string().nullable(),
  host: z.string(),
  limits: envoyLimits,
  hosts: z.array(envoyHost),
});
export type EnvoyCluster = z.infer<typeof envoyCluster>;

export interface EnvoyClusters {
  readonly clusters: readonly EnvoyCluster[];
  /** Clusters and hosts that had another shape. */
  readonly unread: number;
}

const socket = z.object({ address: text, port_value: count });
/** A host behind an internal listener (HBONE) names its own address as the listener's endpoint. */
const internal = z.object({ endpoint_id: text, server_listener_name: text });
const address = z.object({
  socket_address: socket.optional().catch(undefined),
  pipe: z.object({ path: text }).optional().catch(undefined),
  envoy_internal_address: internal.optional().catch(undefined),
});

const hostStatus = z.object({
  address,
  stats: some(z.object({ name: text, value: count.default(0) })),
  health_status: z.record(z.string(), z.unknown()).catch({}),
  weight: count.default(null),
  priority: count.default(0),
  locality: z.object({ region: text, zone: text, sub_zone: text }).partial().optional().catch(undefined),
});

const threshold = z.object({
  priority: text,
  max_connections: count.default(null),
  max_pending_requests: count.default(null),
  max_requests: count.default(null),
  max_retries: count.default(null),
});

const clusterStatus = z.object({
  name: z.string(),
  circuit_breakers: z
    .object({ thresholds: some(threshold) })
    .optional()
    .catch(undefined),
  host_statuses: each(hostStatus),
});

const answer = z.object({ cluster_statuses: each(clusterStatus) });

/** What `/clusters?format=json` says (envoy.admin.v3.Clusters), or why it cannot be read. */
export function readClusters(body: string): Result<EnvoyClusters, string> {
  const read = readAnswer(body, answer, clustersPath);
  if (!read.ok) return read;
  const { items, unread } = read.value.cluster_statuses;
  return ok({
    clusters: items.map(asCluster),
    unread: items.reduce((sum, { host_statuses }) => sum + host_statuses.unread, unread),
  });
}

function asCluster({ name, circuit_breakers, host_statuses }: z.output<typeof clusterStatus>): EnvoyCluster {
  const parsed = parseClusterName(name);
  const limit = circuit_breakers?.thresholds.find(
    ({ priority }) => priority === '' || priority === 'DEFAULT',
  );
  return {
    name,
    direction: parsed?.direction ?? 'own',
    port: parsed?.port ?? null,
    subset: parsed?.subset ?? null,
    host: parsed?.host ?? '',
    limits: {
      connections: bounded(limit?.max_connections),
      pending: bounded(limit?.max_pending_requests),
      requests: bounded(limit?.max_requests),
      retries: bounded(limit?.max_retries),
    },
    hosts: host_statuses.items.map(asHost),
  };
}

const unlimited = 4_294_967_295;
const bounded = (limit: number | null | undefined): number | null =>
  limit === null || limit === undefined || limit >= unlimited ? null : limit;

function asHost({
  address,
  stats,
  health_status,
  weight,
  priority,
  locality,
}: z.output<typeof hostStatus>): EnvoyHost {
  const stat = (name: string) => stats.find((each) => each.name === name)?.value ?? null;
  const { eds_health_status, failed_outlier_check, ...others } = health_status;
  return {
    address: addressText(address),
    health: text.parse(eds_health_status) || 'UNKNOWN',
    ejected: flag.parse(failed_outlier_check),
    flags: Object.entries(others).flatMap(([name, set]) => (set === true ? [name] : [])),
    priority: priority ?? 0,
    zone: locality?.zone || null,
    weight,
    requests: stat('rq_total'),
    errors: stat('rq_error'),
    timeouts: stat('rq_timeout'),
    active: stat('rq_active'),
  };
}

function addressText({ socket_address, pipe, envoy_internal_address }: z.output<typeof address>): string {
  if (socket_address !== undefined) {
    const { address, port_value } = socket_address;
    return `${address.includes(':') ? `[${address}]` : address}:${port_value ?? ''}`;
  }
  if (pipe !== undefined) return pipe.path;
  return envoy_internal_address?.endpoint_id || envoy_internal_address?.server_listener_name || 'unknown';
}
