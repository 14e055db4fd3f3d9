import type { JsonObject } from '#lib/core/json.ts';
import { isObject, objectAt } from '#lib/core/json.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { fullHost, serviceFqdn } from '#lib/istio/hosts.ts';
import {
  type EffectiveDestinationRule,
  effectiveDestinationRule,
} from '#lib/mesh/effective-destination-rule.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { CreateStep } from '../change-plan.ts';
import { createObject } from '../new-object.ts';
import { jsonOf } from '../object-json.ts';

interface Service {
  readonly namespace: string;
  readonly name: string;
}

/** The DestinationRule to change for the callers of a namespace: the one that governs them, or one to create. */
export type GoverningRule =
  | { readonly is: 'there'; readonly effective: EffectiveDestinationRule; readonly first: ObjectRef }
  | { readonly is: 'to-create'; readonly step: (spec: JsonObject) => CreateStep; readonly spec: JsonObject };

/**
 * A rule for the service's own name that governs is extended: a new one elsewhere would shadow it, not merge with it. One for
 * a wildcard governs other hosts too, so a rule for the host alone is made, which takes over the wildcard's policy and stands
 * where the same callers find it before the wildcard.
 */
export function governingRule(cluster: ClusterSnapshot, service: Service, caller: string): GoverningRule {
  const host = serviceFqdn(service.name, service.namespace);
  const effective = effectiveDestinationRule(cluster, host, service.namespace, {
    namespace: caller,
    labels: null,
  });
  const [first] = effective?.rules ?? [];
  if (effective !== null && first !== undefined && isFor(host, first.rule.spec?.host, first.object))
    return { is: 'there', effective, first: first.object };
  const own = effective?.tier === 'caller' && caller !== service.namespace;
  const namespace = own ? caller : service.namespace;
  const at = { namespace, name: service.name, elseName: 'policy' };
  return {
    is: 'to-create',
    spec: { host: own ? host : service.name, ...(own ? { exportTo: ['.'] } : {}), ...policyOf(effective) },
    step: (spec) => createObject(cluster, 'DestinationRule', at, spec),
  };
}

const isFor = (host: string, written: string | undefined, { namespace }: ObjectRef): boolean =>
  fullHost(written ?? '', namespace ?? '').toLowerCase() === host.toLowerCase();

function policyOf(effective: EffectiveDestinationRule | null): JsonObject {
  const from = effective?.rules.find(({ rule }) => rule.spec?.trafficPolicy === effective.trafficPolicy);
  const trafficPolicy = from === undefined ? undefined : objectAt(jsonOf(from.rule), 'spec').trafficPolicy;
  return isObject(trafficPolicy) ? { trafficPolicy } : {};
}
