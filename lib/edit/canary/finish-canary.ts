import { isObject, type Json } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import type { LiveObjects } from '../live-objects.ts';
import type { RouteDestination } from '../split/route-rule.ts';
import { type CanaryFinish, editSplits } from './edit-splits.ts';

/**
 * The plan that sends everything of a split to one version, in every route to the service. Destinations stay, at 0, so that it
 * can be taken back; `cleanUpCanary` takes them away once nothing goes to them. Other destinations keep their weights.
 */
export function finishCanary(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  finish: CanaryFinish,
): Result<ChangePlan, string> {
  const { service, keep } = finish;
  let found = false;
  const steps = editSplits(cluster, live, finish, ({ list, kept, others }) => {
    found = true;
    const sum = [...kept, ...others].reduce((all, { effective }) => all + effective, 0);
    return list.map((written, i) => {
      const gets = kept.find(({ index }) => index === i);
      const loses = others.find(({ index }) => index === i);
      if (gets !== undefined) return withWeight(written, gets, sum || 100);
      return loses === undefined ? written : withWeight(written, loses, 0);
    });
  });
  if (!steps.ok) return steps;
  if (!found) return err(`No route splits ${service.name} and sends anything to ${keep}.`);
  return steps.value.length === 0 ? err(`${keep} has everything already.`) : ok({ steps: [...steps.value] });
}

/** A weight that counts as much already is not written. */
const withWeight = (written: Json, { effective }: RouteDestination, weight: number): Json =>
  isObject(written) && effective !== weight ? { ...written, weight } : written;

/** What finishing a canary means. */
export const finishCanarySays = ({ service, keep }: CanaryFinish): string =>
  `All requests to ${service.name} that were split go to ${keep}. The other versions keep their place at 0 until they are cleaned up.`;
