import { decimal } from '#lib/format/number.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Evidence } from '../cause.ts';
import { confirmed, decisive, unknown } from '../check.ts';
import { istiodOf } from '../istiod-of.ts';
import { showPods } from '../shown-by.ts';
import type { ControlPlaneTelemetry } from '../telemetry.ts';

/** A change reaches its proxies in less, in seconds, where istiod keeps up. */
const late = 10;

/** istiod takes long to bring changes to its proxies: they run on what was true before. */
export function configurationLate(
  cluster: ClusterSnapshot,
  { convergence }: ControlPlaneTelemetry,
): Evidence | null {
  if (convergence === null || convergence < late) return null;
  const istiod = istiodOf(cluster);
  const object = istiod?.object ?? null;
  return {
    checks: [
      decisive(
        confirmed(`A change takes ${decimal(convergence, 0)} s to reach its proxies (99th percentile)`, {
          promql: 'histogram_quantile(0.99, sum by (le) (rate(pilot_proxy_convergence_time_bucket[5m])))',
          ...(istiod === undefined ? {} : { object, command: showPods(istiod) }),
        }),
      ),
      unknown('Its CPU beside its limit tells whether it is short of it', {
        promql: 'sum(rate(container_cpu_usage_seconds_total{container="discovery"}[5m]))',
      }),
    ],
    culprit: object === null ? null : { object, path: '' },
    args: { seconds: decimal(convergence, 0) },
    explains: 0,
    fix: null,
  };
}
