import { objectAt } from '#lib/mesh/objects.ts';
import { workloadKinds, workloadsIn } from '#lib/mesh/workloads.ts';
import { objectRule } from '../../rule.ts';

/** A WorkloadGroup whose machines have the identity of a ServiceAccount that its namespace lacks. */
export const unknownServiceAccount = objectRule({
  name: 'workload-group/unknown-service-account',
  codes: ['WEFT1130'],
  kind: 'WorkloadGroup',
  reads: ['ServiceAccount'],
  mayRead: workloadKinds,
  *remarks({ metadata, spec }, cluster) {
    const name = spec?.template?.serviceAccount;
    const namespace = metadata.namespace ?? '';
    if (!name || objectAt(cluster, 'ServiceAccount', namespace, name) !== null) return;
    if (workloadsIn(cluster, namespace).some(({ serviceAccount }) => serviceAccount === name)) return;
    yield { code: 'WEFT1130', path: 'spec.template.serviceAccount', args: { name, namespace } };
  },
});
