import type { MetricFamily } from '#demo/traffic/metrics.ts';

const known = new Map<number, MetricFamily>();

/** Envoy's counter of what RBAC let through and turned away on an inbound port; `authz_enforce_result` is its tag. */
export function rbacFamily(port: number): MetricFamily {
  const found = known.get(port);
  if (found !== undefined) return found;
  const made: MetricFamily = {
    name: `envoy_http_inbound_0_0_0_0_${port}_rbac`,
    type: 'counter',
    help: 'Requests judged by authorization policies.',
  };
  known.set(port, made);
  return made;
}
