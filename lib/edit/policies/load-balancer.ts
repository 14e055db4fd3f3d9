import { type JsonObject, objectAt } from '#lib/core/json.ts';
import { err, type Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import { durationText } from '../duration-text.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setFields, setGroup } from '../set-fields.ts';
import { editPolicy } from './edit-policy.ts';
import type { PolicyTarget } from './policy-target.ts';

export const simpleBalancers = ['ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM', 'PASSTHROUGH'] as const;

/** What requests that stay together have in common. */
export type HashBy =
  | { readonly by: 'header' | 'query'; readonly name: string }
  | { readonly by: 'cookie'; readonly name: string; readonly ttlMs: number }
  | { readonly by: 'source-ip' };

export interface LoadBalancing {
  /** How a pod is chosen; null for the default, LEAST_REQUEST; left out to keep what there is. */
  readonly choice?: { readonly simple: (typeof simpleBalancers)[number] } | { readonly hash: HashBy } | null;
  /** How slowly a new pod gets its share; null for at once; left out to keep what there is. */
  readonly warmup?: { readonly durationMs: number; readonly minimumPercent?: number | null } | null;
}

export interface LoadBalancerChange {
  readonly target: PolicyTarget;
  readonly balancing: LoadBalancing;
}

/** The plan that says how the pods of a service are chosen. Locality settings and what else there is stay. */
export function setLoadBalancer(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { target, balancing }: LoadBalancerChange,
): Result<ChangePlan, string> {
  const refused = refusal(balancing);
  if (refused !== null) return err(refused);
  return editPolicy(cluster, live, target, (policy) => {
    const before = objectAt(policy, 'loadBalancer');
    const loadBalancer = setGroup(before, {
      ...choiceFields(before, balancing.choice),
      ...warmupFields(before, balancing.warmup),
    });
    return setFields(policy, { loadBalancer });
  });
}

function refusal({ choice, warmup }: LoadBalancing): string | null {
  const hash = choice != null && 'hash' in choice ? choice.hash : null;
  if (hash !== null && 'name' in hash && hash.name === '') return `The name of the ${hash.by} is missing.`;
  if (hash?.by === 'cookie' && (!Number.isInteger(hash.ttlMs) || hash.ttlMs < 0))
    return 'A cookie lives for whole milliseconds; 0 is for the session.';
  if (warmup == null) return null;
  const { durationMs, minimumPercent: least = null } = warmup;
  if (!Number.isInteger(durationMs) || durationMs < 1)
    return 'A warm-up takes whole milliseconds, 1 or more.';
  return least === null || (least >= 0 && least <= 100)
    ? null
    : 'The least share of a new pod is 0 to 100 percent.';
}

/** Either choice takes the other's place. The size of a hash's ring stays where hashing stays. */
function choiceFields(before: JsonObject, choice: LoadBalancing['choice']) {
  if (choice === undefined) return {};
  if (choice === null) return { simple: null, consistentHash: null };
  if ('simple' in choice) return { simple: choice.simple, consistentHash: null };
  const none = { httpHeaderName: null, httpQueryParameterName: null, httpCookie: null, useSourceIp: null };
  const hash = setFields(objectAt(before, 'consistentHash'), { ...none, ...hashFields(before, choice.hash) });
  return { simple: null, consistentHash: hash };
}

function hashFields(before: JsonObject, hash: HashBy): JsonObject {
  switch (hash.by) {
    case 'header':
      return { httpHeaderName: hash.name };
    case 'query':
      return { httpQueryParameterName: hash.name };
    case 'source-ip':
      return { useSourceIp: true };
    case 'cookie': {
      const cookie = objectAt(objectAt(before, 'consistentHash'), 'httpCookie');
      return {
        httpCookie: { ...cookie, name: hash.name, ttl: hash.ttlMs === 0 ? '0s' : durationText(hash.ttlMs) },
      };
    }
  }
}

/** The field that held the duration before goes: the new one says it. */
function warmupFields(before: JsonObject, warmup: LoadBalancing['warmup']) {
  if (warmup === undefined) return {};
  if (warmup === null) return { warmup: null, warmupDurationSecs: null };
  const { durationMs, minimumPercent } = warmup;
  const fields = setFields(objectAt(before, 'warmup'), {
    duration: durationText(durationMs),
    minimumPercent,
  });
  return { warmup: fields, warmupDurationSecs: null };
}
