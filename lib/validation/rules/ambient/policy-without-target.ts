import { ambientKinds, namespaceInAmbient } from '#lib/mesh/ambient.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { layer7Policies, policyKinds } from './layer-7-policies.ts';

/**
 * A policy for HTTP in an ambient namespace that is attached to nothing: a waypoint heeds what targets it or a Service behind
 * it, pods selected by labels have no proxy that reads HTTP. A Telemetry for a whole namespace reaches its waypoint all the
 * same (istio/istio pilot/pkg/model/telemetry.go 86c9f01f), so that it is only a hint there.
 */
export const policyWithoutTarget: Rule = {
  name: 'ambient/policy-without-target',
  codes: ['WEFT1201'],
  reads: [...policyKinds, ...ambientKinds],
  *check(cluster) {
    for (const { object, policy, namespace, field, targets } of layer7Policies(cluster)) {
      if (targets.length > 0 || !namespaceInAmbient(cluster, namespace)) continue;
      const selects = Object.keys(policy.spec?.selector?.matchLabels ?? {}).length > 0;
      const path = selects ? 'spec.selector' : field;
      const level = object.kind === 'Telemetry' && !selects ? ({ level: 'info' } as const) : {};
      yield findingOf({ code: 'WEFT1201', path, args: { kind: object.kind, namespace }, ...level }, object);
    }
  },
};
