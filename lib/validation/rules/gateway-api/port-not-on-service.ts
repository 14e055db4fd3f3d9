import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectsRule, type Remark } from '../../rule.ts';
import { backendsOf, isService, routeKinds } from './route-kinds.ts';

/** A backend or parent of a route by a port that the Service does not have. */
export const portNotOnService = objectsRule({
  name: 'gateway-api/port-not-on-service',
  codes: ['WEFT0011'],
  kinds: routeKinds,
  reads: ['Service'],
  *remarks(_, route, cluster): Generator<Remark> {
    const own = route.metadata.namespace ?? '';
    const parents = (route.spec?.parentRefs ?? [])
      .map((parent, i) => [`spec.parentRefs[${i}]`, parent] as const)
      .filter(([, parent]) => isService(parent));
    const backends = [...backendsOf(route)].filter(([, backend]) =>
      isService({ kind: 'Service', ...backend }),
    );
    for (const [path, { name, namespace = own, port }] of [...parents, ...backends]) {
      const ports = portsOf(cluster, namespace, name);
      if (port === undefined || ports === null || ports.includes(port)) continue;
      const args = { service: `${namespace}/${name}`, port: String(port), ports: ports.join(', ') || 'none' };
      yield { code: 'WEFT0011', path: `${path}.port`, args };
    }
  },
});

function portsOf(cluster: ClusterSnapshot, namespace: string, name: string): readonly number[] | null {
  const service = objectAt(cluster, 'Service', namespace, name);
  return service === null ? null : (service.spec?.ports ?? []).map(({ port }) => port);
}
