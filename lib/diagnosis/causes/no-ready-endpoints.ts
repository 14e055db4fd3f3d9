import { refOf } from '#lib/mesh/objects.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showClusters, showObject, showPods } from '../shown-by.ts';

const sum = (workloads: readonly Workload[], of: 'ready' | 'total'): number =>
  workloads.reduce((total, { pods }) => total + pods[of], 0);

/** No pod of the service is ready (UH, 503): they fail their probes, or there are none. */
export const noReadyEndpoints: Cause = {
  code: 'no-ready-endpoints',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UH']);
    const { callees, service } = situation;
    const [worst] = callees;
    if (seen === null || service === null || worst === undefined) return null;
    const [ready, total] = [sum(callees, 'ready'), sum(callees, 'total')];
    const object = worst.object;
    const scaled = total === 0;
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            ready === 0,
            {
              yes: scaled
                ? `The Service selects ${worst.name}, which is scaled to none`
                : `0 of ${total} pods behind the Service are ready`,
              no: `${ready} of ${total} pods behind the Service are ready`,
            },
            { object, path: scaled ? 'spec.replicas' : 'status', command: showPods(worst) },
          ),
        ),
        confirmed('The callee’s proxies report nothing of these requests', {
          command: showClusters(situation, 'endpoint'),
        }),
      ],
      culprit: object === null ? null : { object, path: scaled ? 'spec.replicas' : '' },
      args: { workload: worst.name, ready: String(ready), total: String(total) },
      explains: seen.count,
      fix: null,
    };
  },
};

/** The Service selects no pod at all (UH, 503). */
export const serviceSelectsNothing: Cause = {
  code: 'service-selects-nothing',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UH']);
    const { callees, service, calleeCluster } = situation;
    if (seen === null || service === null || calleeCluster === null || service.spec?.selector === undefined)
      return null;
    const object = refOf(calleeCluster, 'Service', service);
    const selector = Object.entries(service.spec.selector)
      .map(([key, value]) => `${key}=${value}`)
      .join(', ');
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            callees.length === 0,
            {
              yes: `No workload has the labels ${selector}`,
              no: `The selector ${selector} matches workloads`,
            },
            { object, path: 'spec.selector', command: showObject(object) },
          ),
        ),
      ],
      culprit: { object, path: 'spec.selector' },
      args: { service: service.metadata.name, selector },
      explains: seen.count,
      fix: null,
    };
  },
};
