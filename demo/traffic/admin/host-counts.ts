import type { RegistryEndpoint } from '#demo/traffic/config/registry.ts';
import type { PodMetrics } from '#demo/traffic/emit/pod-metrics.ts';

interface Counts {
  readonly requests: number;
  readonly errors: number;
}

/**
 * What a proxy counted for each endpoint of a host. Its series tell requests by workload; the simulation spreads them evenly, so a
 * pod's part is its share of the workload's.
 */
export function hostCounts(
  metrics: PodMetrics,
  host: string,
  endpoints: readonly RegistryEndpoint[],
): (endpoint: RegistryEndpoint) => Counts {
  const byWorkload = new Map<string, { requests: number; errors: number }>();
  for (const { name, labels, value } of metrics.series) {
    if (
      name !== 'istio_requests_total' ||
      labels.reporter !== 'source' ||
      labels.destination_service !== host
    )
      continue;
    const workload = labels.destination_workload ?? '';
    const sum = byWorkload.get(workload) ?? { requests: 0, errors: 0 };
    sum.requests += value;
    if (Number(labels.response_code) >= 500) sum.errors += value;
    byWorkload.set(workload, sum);
  }
  return ({ pod }) => {
    const workload = pod?.workload.name ?? 'unknown';
    const sum = byWorkload.get(workload);
    const sharing = endpoints.filter((each) => (each.pod?.workload.name ?? 'unknown') === workload).length;
    const part = (value: number) => Math.round(value / Math.max(1, sharing));
    return { requests: part(sum?.requests ?? 0), errors: part(sum?.errors ?? 0) };
  };
}
