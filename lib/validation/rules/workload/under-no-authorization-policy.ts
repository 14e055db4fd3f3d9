import { effectiveAuthorization } from '#lib/mesh/effective-authorization.ts';
import { servicesSelecting } from '#lib/mesh/services-selecting.ts';
import { workloadRule } from './each-workload.ts';

/** A workload that no AuthorizationPolicy is about: it lets everybody in. Many meshes mean it so. */
export const underNoAuthorizationPolicy = workloadRule({
  name: 'workload/under-no-authorization-policy',
  codes: ['WEFT1040'],
  optIn: true,
  reads: ['AuthorizationPolicy', 'Service'],
  mayRead: ['ConfigMap'],
  *remarks(workload, cluster) {
    const { namespace, labels } = workload;
    const targets = servicesSelecting(cluster, namespace, labels).map(({ metadata: { name } }) => ({
      group: '',
      kind: 'Service',
      namespace,
      name,
    }));
    if (effectiveAuthorization(cluster, workload, targets).policies.length > 0) return;
    yield { code: 'WEFT1040', path: 'metadata.labels', args: { namespace } };
  },
});
