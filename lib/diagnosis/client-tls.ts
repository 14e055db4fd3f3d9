import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ClientTls, TrafficPolicy } from '#lib/istio/networking-types.ts';
import {
  type EffectiveDestinationRule,
  effectiveDestinationRule,
} from '#lib/mesh/effective-destination-rule.ts';
import type { Situation } from './situation.ts';

/** How the caller's proxy speaks to a host, and the field that says so. */
export interface DeclaredTls {
  readonly tls: ClientTls;
  readonly object: ObjectRef;
  readonly path: string;
}

/** The DestinationRule in force for what a caller sends to the host of an edge; null where none is, or nobody knows. */
export function ruleInForce({ way, edge, target }: Situation): EffectiveDestinationRule | null {
  if (way === null) return null;
  const namespace = edge.service?.namespace ?? target.namespace ?? way.caller.namespace;
  return effectiveDestinationRule(way.cluster, way.host, namespace, way.caller);
}

/** The TLS settings of a DestinationRule for the edge: a subset's before the host's, a port's before both. Null where none are written. */
export function declaredTls(situation: Situation): DeclaredTls | null {
  const rule = ruleInForce(situation);
  const { way } = situation;
  if (rule === null || way === null) return null;
  for (const { subset, port } of way.policies) {
    const found = subset === null ? undefined : rule.subsets.get(subset);
    const owner = rule.rules.find(({ object }) => object === found?.object)?.rule;
    if (found !== undefined && owner !== undefined) {
      const path = `spec.subsets[${owner.spec?.subsets?.indexOf(found.subset) ?? 0}].trafficPolicy`;
      const own = within(found.subset.trafficPolicy, path, port);
      if (own !== null) return { ...own, object: found.object };
    }
    for (const { rule: each, object } of rule.rules) {
      const own = within(each.spec?.trafficPolicy, 'spec.trafficPolicy', port);
      if (own !== null) return { ...own, object };
    }
  }
  return null;
}

function within(policy: TrafficPolicy | undefined, path: string, port: number | null) {
  const settings = policy?.portLevelSettings ?? [];
  const index = settings.findIndex((each) => each.port?.number === port);
  const ofPort = settings[index]?.tls;
  if (ofPort !== undefined) return { tls: ofPort, path: `${path}.portLevelSettings[${index}].tls.mode` };
  // Settings of a port replace all of what stands above them.
  if (index >= 0 || policy?.tls === undefined) return null;
  return { tls: policy.tls, path: `${path}.tls.mode` };
}
