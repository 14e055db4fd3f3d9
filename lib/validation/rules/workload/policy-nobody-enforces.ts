import { layer7Field } from '#lib/istio/layer7-policy.ts';
import { waypointUse } from '#lib/mesh/ambient.ts';
import { effectiveAuthorization } from '#lib/mesh/effective-authorization.ts';
import { servicesSelecting } from '#lib/mesh/services-selecting.ts';
import { ambientLabelFor } from './asks-for.ts';
import { workloadRule } from './each-workload.ts';

/**
 * An ambient workload without a waypoint under an AuthorizationPolicy for HTTP: ztunnel cannot judge such a rule, and where
 * it allows, it matches nothing (istio.io, ambient, layer 4 policy).
 */
export const policyNobodyEnforces = workloadRule({
  name: 'workload/policy-nobody-enforces',
  codes: ['WEFT1210'],
  reads: ['Namespace', 'AuthorizationPolicy', 'Service'],
  mayRead: ['ConfigMap'],
  *remarks(workload, cluster) {
    const { namespace, labels, proxy } = workload;
    if (proxy !== 'ambient' && (proxy !== null || ambientLabelFor(cluster, workload) === null)) return;
    if (waypointUse(cluster, namespace, labels) !== null) return;
    const services = servicesSelecting(cluster, namespace, labels);
    if (services.some(({ metadata }) => waypointUse(cluster, namespace, metadata.labels) !== null)) return;
    for (const { policy } of effectiveAuthorization(cluster, workload).policies) {
      if (layer7Field(policy.spec) === null) continue;
      const name = `${policy.metadata.namespace ?? ''}/${policy.metadata.name}`;
      yield { code: 'WEFT1210', path: 'metadata.labels', args: { policy: name } };
    }
  },
});
