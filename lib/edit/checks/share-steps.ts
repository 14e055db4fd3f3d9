import { callersOfRoute } from '#lib/mesh/callers-of-route.ts';
import { targetWorkloads } from '#lib/mesh/effective-routes.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { versionName } from '#lib/verdict/declared-versions.ts';
import type { ShareStep } from '#lib/verdict/guard-rails.ts';
import type { RouteDestination } from '../split/route-rule.ts';
import type { ChangedRule } from './changed-rules.ts';
import { destinationName } from './destination-name.ts';

/**
 * How a changed rule moves its requests between versions, in percent of the rule, by the names under which versions are compared;
 * empty for a rule that the plan adds: nothing took it before.
 */
export function shareSteps(cluster: ClusterSnapshot, { step, was, rule }: ChangedRule): readonly ShareStep[] {
  if (was === null) return [];
  const hosts = [...new Set([...was.destinations, ...rule.destinations].map(({ fullHost }) => fullHost))];
  const [caller] = callersOfRoute(cluster, step.ref);
  const nameOf = (destination: RouteDestination): string => {
    const target = {
      host: destination.fullHost,
      namespace: step.ref.namespace ?? '',
      subset: destination.subset,
    };
    const behind = caller === undefined ? [] : targetWorkloads(cluster, target, caller);
    const [name, ...more] = new Set(behind.map(({ version }) => versionName(version, target.host, hosts)));
    return name !== undefined && more.length === 0 ? name : destinationName(destination);
  };
  const sums = new Map<string, { now: number; next: number }>();
  const add = (when: 'now' | 'next') => (destination: RouteDestination) => {
    const name = nameOf(destination);
    const sum = sums.get(name) ?? { now: 0, next: 0 };
    sum[when] += (destination.share ?? 0) * 100;
    sums.set(name, sum);
  };
  was.destinations.forEach(add('now'));
  rule.destinations.forEach(add('next'));
  return [...sums].map(([version, sum]) => ({ version, ...sum }));
}
