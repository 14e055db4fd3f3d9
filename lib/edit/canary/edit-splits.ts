import type { Json } from '#lib/core/json.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeStep } from '../change-plan.ts';
import type { LiveObjects } from '../live-objects.ts';
import type { RouteDestination, RouteRule } from '../split/route-rule.ts';
import { routesTo } from './routes-to.ts';
import type { ServiceRef } from './service-ref.ts';
import { editRules } from './split-routes.ts';
import { keptNames, versionHosts } from './version-hosts.ts';

/** A canary that is over. */
export interface CanaryFinish {
  readonly service: ServiceRef;
  /** The version that gets everything: its subset, or its Service for routes of the Gateway API. */
  readonly keep: string;
}

/** A rule that splits the service, as far as the version that is kept is among its destinations. */
export interface KeptSplit {
  readonly ref: ObjectRef;
  readonly rule: RouteRule;
  /** The destinations as they are written, those of other services too. */
  readonly list: readonly Json[];
  readonly kept: readonly RouteDestination[];
  readonly others: readonly RouteDestination[];
}

/** The steps that change the destinations of every split that has the version which is kept. */
export function editSplits(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { service, keep }: CanaryFinish,
  edit: (split: KeptSplit) => readonly Json[],
): Result<readonly ChangeStep[], string> {
  const hosts = versionHosts(cluster, service);
  const { virtualServices, gatewayApi } = routesTo(cluster, hosts, service);
  const names = keptNames(cluster, service, keep);
  const isKept = ({ subset, backend, host }: RouteDestination): boolean =>
    names.has(backend === null ? (subset ?? '') : host);
  return editRules(cluster, live, [...virtualServices, ...gatewayApi], (rule, list, ref) => {
    const own = splitOf(rule, hosts);
    const kept = own.filter(isKept);
    if (kept.length === 0) return list;
    return edit({ ref, rule, list, kept, others: own.filter((one) => !isKept(one)) });
  });
}

/** The destinations of a rule that are versions of the service; none where there is no other beside one. */
export function splitOf(rule: RouteRule, hosts: ReadonlySet<string>): readonly RouteDestination[] {
  const own = rule.destinations.filter(({ fullHost }) => hosts.has(fullHost));
  return own.length > 1 ? own : [];
}
