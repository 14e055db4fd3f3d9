import type { Check } from '#lib/core/check.ts';
import { callersOfRoute } from '#lib/mesh/callers-of-route.ts';
import { type DestinationPods, destinationPods } from '#lib/mesh/destination-pods.ts';
import type { RouteCaller } from '#lib/mesh/route.ts';
import type { RouteDestination } from '../split/route-rule.ts';
import { type ChangedRule, changedRules } from './changed-rules.ts';
import { destinationName } from './destination-name.ts';
import type { PlanInput } from './plan-input.ts';
import { blocks, passes } from './say.ts';

const code = 'subset';

/**
 * Whether every destination that would get traffic is there: its subset in the DestinationRule in force for each caller, and at
 * least one ready pod behind it. A missing subset is answered with 503 NC, no ready pod with 503 UH.
 */
export function subsetCheck(input: PlanInput): readonly Check[] {
  const used = input.steps
    .flatMap(changedRules)
    .flatMap((changed) =>
      changed.rule.destinations
        .filter(({ effective }) => effective > 0)
        .map((destination) => ({ changed, destination })),
    );
  const said = used.flatMap(({ changed, destination }) => said503(input, changed, destination) ?? []);
  if (said.length > 0) return [...new Map(said.map((check) => [check.says, check])).values()];
  const named = used.filter(({ destination }) => destination.subset !== null);
  if (named.length === 0) return [];
  const names = [...new Set(named.map(({ destination }) => destinationName(destination)))].join(', ');
  return [passes(code, `Defined, with ready pods behind it: ${names}.`)];
}

function said503({ after }: PlanInput, { step }: ChangedRule, destination: RouteDestination): Check | null {
  const { fullHost: host, subset } = destination;
  const target = { host, subset, namespace: step.ref.namespace ?? '' };
  const seen = callersOfRoute(after, step.ref).map((caller) => ({
    caller,
    found: destinationPods(after, target, caller),
  }));
  const missing = seen.find(({ found }) => found.subset === 'missing' && found.backend !== null);
  if (missing !== undefined) return undefinedSubset(destination, missing.caller, missing.found);
  const empty = seen.find(({ found }) => found.pods?.ready === 0);
  return empty === undefined ? null : noReadyPod(destination, empty.found);
}

function undefinedSubset(
  destination: RouteDestination,
  caller: RouteCaller,
  { destinationRule }: DestinationPods,
): Check {
  const who = caller.gateways === null ? 'proxies' : 'gateways';
  const rule =
    destinationRule === null
      ? 'no DestinationRule is in force for the host'
      : `DestinationRule ${destinationRule.namespace}/${destinationRule.name}, which is in force, does not define it`;
  return blocks(
    code,
    `Subset ${destination.subset} of ${destinationName({ ...destination, subset: null })} is missing for ${who} in ${caller.namespace}: ${rule}. Requests would fail with 503 NC.`,
    destinationRule === null
      ? 'Define the subset in a DestinationRule of the host first.'
      : `Add the subset to ${destinationRule.namespace}/${destinationRule.name} first: a rule in another namespace would not be merged with it.`,
    null,
  );
}

function noReadyPod(destination: RouteDestination, { pods }: DestinationPods): Check {
  const some =
    pods !== null && pods.total > 0 ? `0 of its pods are ready (${pods.total} in all)` : 'it selects no pod';
  return blocks(
    code,
    `${destinationName(destination)} would get traffic and ${some}. Requests would fail with 503 UH.`,
    'Wait until a pod is ready, or look at the labels of the subset.',
    destination.subset ?? destination.host,
  );
}
