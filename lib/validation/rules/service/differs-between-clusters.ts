import type { Service } from '#lib/k8s/workload-types.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** A Service that is not the same in every cluster that has it (multicluster.ServiceAnalyzer). Said in the first of them. */
export const differsBetweenClusters: Rule = {
  name: 'service/differs-between-clusters',
  codes: ['IST0170'],
  reads: ['Service'],
  acrossClusters: true,
  *check(cluster, mesh) {
    if (mesh.clusters.size < 2) return;
    const clusters = [...mesh.clusters.values()];
    for (const service of objects(cluster, 'Service')) {
      const { namespace = '', name } = service.metadata;
      const found = clusters.flatMap(({ id, ...rest }) => {
        const same = objectAt({ id, ...rest }, 'Service', namespace, name);
        return same === null ? [] : [{ id, service: same }];
      });
      if (found[0]?.id !== cluster.id) continue;
      const others = found.slice(1).map((other) => ({ ...other, why: differences(service, other.service) }));
      const different = others.filter(({ why }) => why.length > 0);
      if (different.length === 0) continue;
      const args = {
        clusters: different.map(({ id }) => id).join(', '),
        why: [...new Set(different.flatMap(({ why }) => why))].join(', '),
      };
      yield findingOf({ code: 'IST0170', path: 'spec', args }, refOf(cluster, 'Service', service));
    }
  },
};

function differences({ spec: a = {} }: Service, { spec: b = {} }: Service): readonly string[] {
  return [
    ...((a.clusterIP === 'None') === (b.clusterIP === 'None') ? [] : ['headless or not']),
    ...((a.type ?? 'ClusterIP') === (b.type ?? 'ClusterIP') ? [] : ['type']),
    ...(portsText(a) === portsText(b) ? [] : ['ports']),
  ];
}

/** The ports of a Service without what each cluster allocates for itself. */
const portsText = ({ ports = [] }: NonNullable<Service['spec']>): string =>
  ports
    .map(({ name = '', port, protocol = 'TCP', targetPort = port, appProtocol = '' }) =>
      [name, port, protocol, targetPort, appProtocol].join(' '),
    )
    .sort()
    .join('; ');
