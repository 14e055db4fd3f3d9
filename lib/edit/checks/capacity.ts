import type { Check } from '#lib/core/check.ts';
import { formatShare } from '#lib/format/share.ts';
import { callersOfRoute } from '#lib/mesh/callers-of-route.ts';
import { type DestinationPods, destinationPods } from '#lib/mesh/destination-pods.ts';
import type { RouteDestination } from '../split/route-rule.ts';
import { type ChangedRule, changedRules } from './changed-rules.ts';
import { destinationName } from './destination-name.ts';
import type { PlanInput } from './plan-input.ts';
import { blocks, passes, warns } from './say.ts';
import { shareBefore } from './share-before.ts';

const code = 'capacity';

/** From this on many times the pods' part of the traffic, pods that the autoscaler cannot add are missing for certain. */
const farTooFew = 2;

/** Pods that bear so little more than an average one does are enough: the last steps of a rollout are of that kind. */
const asGoodAs = 1.1;

interface Behind {
  readonly destination: RouteDestination;
  readonly share: number;
  readonly found: DestinationPods;
}

/**
 * Whether the pods of each destination that is to get more can bear it: they should be as large a part of all that are ready as
 * their share of the traffic is, or may become so by their autoscaler. Every pod is taken to bear as much as any other.
 */
export function capacityCheck(input: PlanInput): readonly Check[] {
  return input.steps.flatMap(changedRules).flatMap((changed) => ofRule(input, changed));
}

function ofRule({ after }: PlanInput, { step, was, rule }: ChangedRule): readonly Check[] {
  const [caller] = callersOfRoute(after, step.ref);
  if (caller === undefined || rule.destinations.length < 2) return [];
  const behind = rule.destinations.map((destination): Behind => {
    const target = { ...destination, host: destination.fullHost, namespace: step.ref.namespace ?? '' };
    return { destination, share: destination.share ?? 0, found: destinationPods(after, target, caller) };
  });
  if (behind.some(({ found }) => found.pods === null)) return [];
  const workloads = new Set(behind.flatMap(({ found }) => found.workloads));
  const ready = [...workloads].reduce((sum, { pods }) => sum + pods.ready, 0);
  return behind
    .filter(({ destination, share }) => share > shareBefore(was, destination))
    .flatMap((one) => ofDestination(one, ready));
}

function ofDestination({ destination, share, found }: Behind, all: number): readonly Check[] {
  const own = found.pods?.ready ?? 0;
  // Without any ready pod there is nothing to weigh: that is the check of subsets.
  if (own === 0) return [];
  const name = destinationName(destination);
  const part = `${name} has ${own} of ${all} ready pods (${formatShare(own / all)}) for ${formatShare(share)} of the traffic`;
  if (share <= (own / all) * asGoodAs) return [passes(code, `${part}.`)];
  const others = all - own;
  const most = found.autoscaler?.max ?? own;
  if (most / (most + others) >= share) {
    const scaled = `Its autoscaler may go up to ${most}`;
    return [
      warns(code, `${part}. ${scaled}, which takes a while.`, 'Move in smaller steps, so that it keeps up.'),
    ];
  }
  const reason = found.autoscaler === null ? 'No autoscaler adds pods' : `Its autoscaler ends at ${most}`;
  const wanted = share < 1 ? Math.ceil((share * others) / (1 - share)) : all;
  const says = `${part}. ${reason}: each of its pods would bear ${(share / (own / all)).toFixed(1)} times what an average pod bears now.`;
  const cure = `Scale it to ${wanted} pods first, or move a smaller share.`;
  return [
    share / (own / all) > farTooFew
      ? blocks(code, says, cure, destination.subset ?? destination.host)
      : warns(code, says, cure),
  ];
}
