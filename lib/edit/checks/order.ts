import type { Check } from '#lib/core/check.ts';
import { type ObjectRef, objectKey, objectName } from '#lib/core/object-ref.ts';
import { callersOfRoute } from '#lib/mesh/callers-of-route.ts';
import { effectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { RouteCaller, RouteTarget } from '#lib/mesh/route.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { destinationName } from './destination-name.ts';
import { hostsOfSteps } from './hosts-of-steps.ts';
import type { PlanInput } from './plan-input.ts';
import { blocks, passes } from './say.ts';
import { statesOfPlan } from './states-of-plan.ts';

const code = 'order';

/** A route that sends to a subset which the DestinationRule in force lacks. */
interface Lacking {
  readonly route: ObjectRef;
  readonly host: string;
  readonly subset: string;
}

/**
 * Whether every route has its subsets after each step, and not at the end alone: a subset is defined before a route uses it, and
 * goes only when none does (istio.io, traffic management best practices: make before break).
 */
export function orderCheck(input: PlanInput): readonly Check[] {
  const { before, steps } = input;
  const hosts = hostsOfSteps(input);
  const known = new Set(lacking(before, hosts).map(keyOf));
  const own = new Set(steps.map(({ ref }) => objectKey(ref)));
  const states = statesOfPlan(input).map((state) =>
    lacking(state, hosts).filter((one) => !known.has(keyOf(one))),
  );
  const atEnd = states.at(-1) ?? [];
  const still = new Set(atEnd.map(keyOf));
  // A route of the plan itself that lacks a subset at its end is told by the check of subsets.
  const used = atEnd.filter(({ route }) => !own.has(objectKey(route))).map(goneWhileUsed);
  const early = states.flatMap((state, i) =>
    state.filter((one) => !still.has(keyOf(one))).map((one) => tooEarly(one, i)),
  );
  const said = [...new Map([...used, ...early].map((check) => [check.says, check])).values()];
  if (said.length > 0) return said;
  return steps.length < 2 ? [] : [passes(code, 'Each step leaves every route with its subsets.')];
}

const keyOf = ({ route, host, subset }: Lacking): string => `${objectKey(route)} ${host} ${subset}`;

const goneWhileUsed = ({ route, host, subset }: Lacking): Check =>
  blocks(
    code,
    `Subset ${subset} of ${destinationName({ host, subset: null })} goes while ${objectName(route)} still sends to it: its requests would fail with 503 NC.`,
    `Take the subset out of ${objectName(route)} first.`,
    null,
  );

const tooEarly = ({ route, host, subset }: Lacking, step: number): Check =>
  blocks(
    code,
    `After step ${step + 1} ${objectName(route)} sends to subset ${subset} of ${destinationName({ host, subset: null })}, which is not defined then: requests would fail with 503 NC until a later step.`,
    'Define subsets before a route uses them, and remove them after none does.',
    null,
  );

function lacking(cluster: ClusterSnapshot, hosts: ReadonlySet<string>): readonly Lacking[] {
  return routes(cluster).flatMap(({ object, rules }) => {
    const targets = rules
      .flatMap((rule) => rule.targets)
      .filter(({ host, subset, weight }) => subset !== null && weight > 0 && hosts.has(host));
    if (targets.length === 0) return [];
    const callers = callersOfRoute(cluster, object);
    return targets
      .filter((target) => callers.some((caller) => lacks(cluster, target, caller)))
      .map(({ host, subset }) => ({ route: object, host, subset: subset ?? '' }));
  });
}

function lacks(
  cluster: ClusterSnapshot,
  { host, namespace, subset }: RouteTarget,
  caller: RouteCaller,
): boolean {
  const resolved = resolveHost(cluster, host, namespace, caller.namespace);
  if (resolved === null || subset === null) return false;
  return (
    effectiveDestinationRule(cluster, resolved.host, resolved.namespace, caller)?.subsets.has(subset) !== true
  );
}
