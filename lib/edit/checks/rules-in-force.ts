import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { rulesReaching, targetWorkloads } from '#lib/mesh/effective-routes.ts';
import type { RouteCaller, RouteTarget } from '#lib/mesh/route.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadKey } from '#lib/mesh/workloads.ts';
import { routeRules } from '../split/route-rules.ts';
import { pairedRules } from './changed-rules.ts';
import type { PlannedStep } from './plan-input.ts';
import type { Shares } from './rule-portions.ts';

/** A rule that a caller's requests can take, and the share that each workload gets of it. */
export interface RuleInForce {
  /** The same before and after a plan. */
  readonly key: string;
  readonly hosts: readonly string[];
  readonly shares: Shares;
}

/** Keys of a plan's rules as they stand before it, by their keys after it. */
export function keysBefore(steps: readonly PlannedStep[]): ReadonlyMap<string, string> {
  const pairs = steps.flatMap((step) =>
    pairedRules(step).flatMap(({ was, rule }) =>
      was === null ? [] : [[ruleKey(step.ref, rule), ruleKey(step.ref, was)] as const],
    ),
  );
  return new Map(pairs);
}

const ruleKey = (
  ref: ObjectRef,
  { protocol, index }: { readonly protocol: string; readonly index: number },
) => `${objectKey(ref)} ${protocol} ${index}`;

/** The rules by which a caller's requests arrive at any of the hosts, without those that an earlier one takes everything from. */
export function rulesInForce(
  cluster: ClusterSnapshot,
  hosts: ReadonlySet<string>,
  caller: RouteCaller,
): readonly RuleInForce[] {
  const found = new Map<string, RuleInForce>();
  for (const host of hosts) {
    for (const { route, rule } of rulesReaching(cluster, host, caller)) {
      const key = ruleKey(route.object, rule);
      if (rule.protocol === 'tls' || rule.protocol === 'tcp' || rule.protocol === 'udp') continue;
      if (found.has(key) || isShadowed(cluster, route.object, rule)) continue;
      const shares = sharesOf(cluster, rule.targets, caller);
      found.set(key, { key, hosts: rule.targets.map((target) => target.host), shares });
    }
  }
  return [...found.values()];
}

function isShadowed(
  cluster: ClusterSnapshot,
  ref: ObjectRef,
  rule: { readonly protocol: string; readonly index: number },
): boolean {
  const kinds = ['VirtualService', 'HTTPRoute', 'GRPCRoute'] as const;
  const kind = kinds.find((name) => name === ref.kind);
  const object =
    kind &&
    cluster.objects
      .get(kind)
      ?.get(ref.namespace ?? '')
      ?.get(ref.name);
  const own = object === undefined ? [] : routeRules(object);
  return own.some((one) => one.shadowedBy !== null && ruleKey(ref, one) === ruleKey(ref, rule));
}

/** What a host's Service does with requests that no route governs: every ready pod gets the same. */
export const sharesWithoutRoute = (cluster: ClusterSnapshot, host: string, caller: RouteCaller): Shares =>
  sharesOf(cluster, [{ host, namespace: caller.namespace, subset: null, declared: 1 }], caller);

type Target = Pick<RouteTarget, 'host' | 'namespace' | 'subset' | 'declared'>;

function sharesOf(cluster: ClusterSnapshot, targets: readonly Target[], caller: RouteCaller): Shares {
  const shares = new Map<string, number>();
  for (const target of targets) {
    const behind = targetWorkloads(cluster, target, caller);
    const ready = behind.reduce((sum, { pods }) => sum + pods.ready, 0);
    for (const { namespace, name, pods } of behind) {
      const key = workloadKey(namespace, name);
      const part = ready > 0 ? (pods.ready / ready) * (target.declared ?? 0) : 0;
      shares.set(key, (shares.get(key) ?? 0) + part);
    }
  }
  return shares;
}
