import { objectKey } from '#lib/core/object-ref.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { PlanInput, PlannedStep } from './plan-input.ts';

/** The hosts (full names) whose requests a plan can move: those that its routes are attached to or send to, and its DestinationRules'. */
export const hostsOfSteps = ({ before, after, steps }: PlanInput): ReadonlySet<string> =>
  new Set([...hostsIn(before, steps), ...hostsIn(after, steps)]);

function* hostsIn(cluster: ClusterSnapshot, steps: readonly PlannedStep[]): Generator<string> {
  const keys = new Set(steps.map(({ ref }) => objectKey(ref)));
  for (const { object, hosts, rules } of routes(cluster)) {
    if (!keys.has(objectKey(object))) continue;
    yield* hosts;
    for (const { targets } of rules) for (const { host } of targets) yield host;
  }
  for (const { ref } of steps) {
    if (ref.kind !== 'DestinationRule') continue;
    const host = objectAt(cluster, ref.kind, ref.namespace ?? '', ref.name)?.spec?.host;
    if (host) yield fullHost(host, ref.namespace ?? '');
  }
}
