import type { Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { cleanUpCanary } from '../canary/clean-up-canary.ts';
import { finishCanary } from '../canary/finish-canary.ts';
import { startCanary } from '../canary/start-canary.ts';
import type { ChangePlan } from '../change-plan.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setConnectionPool } from '../policies/connection-pool.ts';
import { setLoadBalancer } from '../policies/load-balancer.ts';
import { setOutlierDetection } from '../policies/outlier-detection.ts';
import { clearFault, setFault } from '../rules/fault.ts';
import { setHeaderCohort } from '../rules/header-cohort.ts';
import { setMirroring } from '../rules/mirroring.ts';
import { setRequestTimeout } from '../rules/request-timeout.ts';
import { setRetries } from '../rules/retries.ts';
import type { Intent } from './intent.ts';

/** The plan by which an intent is reached, on the live objects where they are given; the error says why there is none. */
export function planOfIntent(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  intent: Intent,
): Result<ChangePlan, string> {
  switch (intent.edit) {
    case 'timeout':
      return setRequestTimeout(cluster, live, intent);
    case 'retries':
      return setRetries(cluster, live, intent);
    case 'fault':
      return setFault(cluster, live, intent);
    case 'clear-fault':
      return clearFault(cluster, live, intent.target);
    case 'mirror':
      return setMirroring(cluster, live, intent);
    case 'cohort':
      return setHeaderCohort(cluster, live, intent);
    case 'connection-pool':
      return setConnectionPool(cluster, live, intent);
    case 'outlier-detection':
      return setOutlierDetection(cluster, live, intent);
    case 'load-balancer':
      return setLoadBalancer(cluster, live, intent);
    case 'start-canary':
      return startCanary(cluster, live, intent);
    case 'finish-canary':
      return finishCanary(cluster, live, intent);
    case 'clean-up-canary':
      return cleanUpCanary(cluster, live, intent);
  }
}
