import type { K8sGateway, K8sRoute } from '#lib/istio/gateway-api-types.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Condition } from '#lib/k8s/workload-types.ts';
import { objectsRule, type Remark } from '../../rule.ts';

const waypoint = ['istio.io/WaypointBound'];
const attached = ['Accepted', 'Programmed', 'ResolvedRefs'];

/** The conditions of each kind that must not be false. */
const conditions = {
  Service: waypoint,
  ServiceEntry: waypoint,
  WorkloadEntry: waypoint,
  AuthorizationPolicy: ['ZtunnelAccepted', 'WaypointAccepted'],
  K8sGateway: attached,
  HTTPRoute: attached,
  GRPCRoute: attached,
} as const satisfies Partial<Record<KindName, readonly string[]>>;

/** Whether a condition is met by itself in time: the controller, or whoever gives addresses, is still at it. */
const isPassing = ({ reason, message = '' }: Condition): boolean =>
  reason === 'Pending' || (reason === 'AddressNotAssigned' && message.includes('address pending'));

const kinds = Object.keys(conditions) as (keyof typeof conditions)[];

/** What istiod itself has said of an object in its status (conditions.ConditionAnalyzer). */
export const negativeCondition = objectsRule({
  name: 'gateway-api/negative-condition',
  codes: ['IST0171'],
  kinds,
  remarks,
});

function* remarks(kind: (typeof kinds)[number], object: KubeObject): Generator<Remark> {
  const watched: readonly string[] = conditions[kind];
  for (const [path, condition] of conditionsOf(object)) {
    const { type, status, reason = '', message = '' } = condition;
    const negative = watched.includes(type) && status === 'False';
    // Accepted in parts: the rest of the policy is ignored.
    const partly = type === 'WaypointAccepted' && reason === 'PartiallyInvalid';
    if (!negative && !partly) continue;
    const why = [reason, message].filter(Boolean).join(': ');
    // What only takes its time is no fault yet.
    const waits = negative && isPassing(condition);
    const args = { what: waits ? 'waiting' : 'refused', type, why: why || 'no reason given' };
    yield { code: 'IST0171', path, args, ...(waits ? { level: 'info' } : {}) };
  }
}

/** The conditions of an object, or of each parent of a route, with where they stand. */
function* conditionsOf(object: KubeObject): Generator<readonly [path: string, condition: Condition]> {
  // Every status that is looked at has conditions of this shape, or parents that have.
  const status = object.status as K8sGateway['status'] & K8sRoute['status'];
  for (const [i, condition] of (status?.conditions ?? []).entries())
    yield [`status.conditions[${i}]`, condition];
  for (const [i, parent] of (status?.parents ?? []).entries()) {
    for (const [j, condition] of (parent.conditions ?? []).entries())
      yield [`status.parents[${i}].conditions[${j}]`, condition];
  }
}
