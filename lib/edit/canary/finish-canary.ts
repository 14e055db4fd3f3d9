import { isObject, type Json } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import type { LiveObjects } from '../live-objects.ts';
import type { RouteDestination, RouteRule } from '../split/route-rule.ts';
import { routesTo } from './routes-to.ts';
import type { ServiceRef } from './service-ref.ts';
import { editRules } from './split-routes.ts';
import { keptNames, versionHosts } from './version-hosts.ts';

export interface CanaryFinish {
  readonly service: ServiceRef;
  /** The version that gets everything: its subset, or its Service for routes of the Gateway API. */
  readonly keep: string;
}

/**
 * The plan that sends everything of a split to one version, in every route to the service. Destinations stay, at 0, so that it
 * can be taken back; `cleanUpCanary` takes them away once nothing goes to them. Other destinations keep their weights.
 */
export function finishCanary(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { service, keep }: CanaryFinish,
): Result<ChangePlan, string> {
  const hosts = versionHosts(cluster, service);
  const { virtualServices, gatewayApi } = routesTo(cluster, hosts, service);
  const names = keptNames(cluster, service, keep);
  let kept = false;
  const steps = editRules(cluster, live, [...virtualServices, ...gatewayApi], (rule, list) => {
    const own = splitOf(rule, hosts);
    if (!own.some((one) => isKept(one, names))) return list;
    kept = true;
    const sum = own.reduce((all, { effective }) => all + effective, 0);
    return list.map((written, i) => {
      const one = own.find(({ index }) => index === i);
      return one === undefined ? written : withWeight(written, one, isKept(one, names) ? sum || 100 : 0);
    });
  });
  if (!steps.ok) return steps;
  if (!kept) return err(`No route splits ${service.name} and sends anything to ${keep}.`);
  return steps.value.length === 0 ? err(`${keep} has everything already.`) : ok({ steps: [...steps.value] });
}

/** The destinations of a rule that are versions of the service; none where there is no other beside one. */
export function splitOf(rule: RouteRule, hosts: ReadonlySet<string>): readonly RouteDestination[] {
  const own = rule.destinations.filter(({ fullHost }) => hosts.has(fullHost));
  return own.length > 1 ? own : [];
}

export const isKept = ({ subset, backend, host }: RouteDestination, names: ReadonlySet<string>): boolean =>
  names.has(backend === null ? (subset ?? '') : host);

/** A weight that counts as much already is not written. */
const withWeight = (written: Json, { effective }: RouteDestination, weight: number): Json =>
  isObject(written) && effective !== weight ? { ...written, weight } : written;

/** What finishing a canary means. */
export const finishCanarySays = ({ service, keep }: CanaryFinish): string =>
  `All requests to ${service.name} that were split go to ${keep}. The other versions keep their place at 0 until they are cleaned up.`;
