import { listAt, objectAt, textAt } from '#lib/core/json.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { rulesForHost } from '#lib/mesh/rules-for-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan, ChangeStep } from '../change-plan.ts';
import { baseOf, type LiveObjects } from '../live-objects.ts';
import { copyOf } from '../object-json.ts';
import { setFields } from '../set-fields.ts';
import type { RouteDestination, RouteRule } from '../split/route-rule.ts';
import { routeRules } from '../split/route-rules.ts';
import { stepBetween } from '../step-between.ts';
import { type CanaryFinish, editSplits } from './edit-splits.ts';
import { hostOf, type ServiceRef } from './service-ref.ts';

/**
 * The plan that takes away what a finished canary has left: destinations of weight 0 in routes first, then the subsets that they
 * alone named. Refused while another version than the kept one gets traffic.
 */
export function cleanUpCanary(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  finish: CanaryFinish,
): Result<ChangePlan, string> {
  const { service, keep } = finish;
  const gone = new Map<string, RouteDestination>();
  const steps = editSplits(cluster, live, finish, ({ ref, rule, list, others }) => {
    for (const one of others) gone.set(placeOf(ref, rule, one.index), one);
    return list.filter((_, i) => !others.some(({ index }) => index === i));
  });
  if (!steps.ok) return steps;
  const busy = [...gone.values()]
    .filter(({ effective }) => effective > 0)
    .map(({ subset, host }) => subset ?? host);
  if (busy.length > 0)
    return err(
      `Traffic still goes to ${[...new Set(busy)].join(' and ')}: send everything to ${keep} first.`,
    );
  if (steps.value.length === 0)
    return err(`No route names another version of ${service.name} beside ${keep}.`);
  const unused = unusedSubsets(cluster, service, gone);
  return ok({ steps: [...steps.value, ...subsetRemovals(cluster, live, service, unused)] });
}

const placeOf = (ref: ObjectRef, { id }: RouteRule, index: number): string =>
  `${objectKey(ref)} ${id} ${index}`;

/** Subsets that the destinations which go named, and that no route or mirror names beside them. */
function unusedSubsets(
  cluster: ClusterSnapshot,
  service: ServiceRef,
  gone: ReadonlyMap<string, RouteDestination>,
): ReadonlySet<string> {
  const unused = new Set([...gone.values()].map(({ subset }) => subset).filter((subset) => subset !== null));
  for (const object of objects(cluster, 'VirtualService')) {
    const ref = refOf(cluster, 'VirtualService', object);
    for (const rule of routeRules(object)) {
      const stays = rule.destinations.filter(({ index }) => !gone.has(placeOf(ref, rule, index)));
      for (const { fullHost: host, subset } of [...stays, ...rule.mirrors])
        if (host === hostOf(service) && subset !== null) unused.delete(subset);
    }
  }
  return unused;
}

function subsetRemovals(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  service: ServiceRef,
  unused: ReadonlySet<string>,
): readonly ChangeStep[] {
  return rulesForHost(cluster, hostOf(service)).flatMap((rule) => {
    const ref = refOf(cluster, 'DestinationRule', rule);
    const before = baseOf(cluster, live, ref);
    if (before === null || fullHost(rule.spec?.host ?? '', ref.namespace ?? '') !== hostOf(service))
      return [];
    const after = copyOf(before);
    const spec = objectAt(after, 'spec');
    const subsets = listAt(spec, 'subsets').filter((subset) => !unused.has(textAt(subset, 'name')));
    const changed = setFields(spec, { subsets: subsets.length === 0 ? null : subsets });
    return stepBetween(ref, before, { ...after, spec: changed }) ?? [];
  });
}
