import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloads } from '#lib/mesh/workloads.ts';
import type { Evidence } from '../cause.ts';
import { checked, decisive, unknown } from '../check.ts';
import { showPods } from '../shown-by.ts';
import type { ControlPlaneTelemetry } from '../telemetry.ts';

/** No istiod is there: proxies keep the configuration that they have, and new pods get none. Null where it is well, or run elsewhere. */
export function istiodDown(
  cluster: ClusterSnapshot,
  { connections }: ControlPlaneTelemetry,
): Evidence | null {
  const istiods = [...workloads(cluster).values()].filter(({ labels }) => labels.app === 'istiod');
  const [first] = istiods;
  if (first === undefined || istiods.some(({ pods }) => pods.ready > 0)) return null;
  const total = istiods.reduce((sum, { pods }) => sum + pods.total, 0);
  return {
    checks: [
      decisive(
        checked(
          true,
          {
            yes: total === 0 ? 'istiod is scaled to none' : `0 of ${total} pods of istiod are ready`,
            no: '',
          },
          {
            object: first.object,
            path: total === 0 ? 'spec.replicas' : 'status',
            command: showPods(first),
          },
        ),
      ),
      connections === null
        ? unknown('No istiod tells how many proxies are connected to it', { promql: 'sum(pilot_xds)' })
        : checked(
            connections === 0,
            {
              yes: 'No proxy is connected to an istiod',
              no: `${connections} proxies were connected when it last told`,
            },
            { promql: 'sum(pilot_xds)' },
          ),
    ],
    culprit:
      first.object === null ? null : { object: first.object, path: total === 0 ? 'spec.replicas' : '' },
    args: { namespace: first.namespace },
    explains: 0,
    fix: null,
  };
}
