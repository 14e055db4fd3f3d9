import type { BackendRef } from '#lib/istio/gateway-api-types.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { backendsOf, isService, routeKinds } from './route-kinds.ts';

/**
 * A route to a Service that does not exist, or to one of another namespace that grants no reference from here (Gateway API,
 * ReferenceGrant).
 */
export const backendNotUsable: Rule = {
  name: 'gateway-api/backend-not-usable',
  codes: ['WEFT1121', 'WEFT1122'],
  reads: [...routeKinds, 'Service', 'ReferenceGrant'],
  *check(cluster) {
    for (const kind of routeKinds) {
      for (const route of objects(cluster, kind)) {
        const own = route.metadata.namespace ?? '';
        for (const [path, backend] of backendsOf(route)) {
          if (!isService({ kind: 'Service', ...backend })) continue;
          const namespace = backend.namespace ?? own;
          const args = { name: `${namespace}/${backend.name}`, why: 'missing', kind, namespace, own };
          const object = refOf(cluster, kind, route);
          if (objectAt(cluster, 'Service', namespace, backend.name) === null)
            yield findingOf({ code: 'WEFT1121', path: `${path}.name`, args }, object);
          else if (namespace !== own && !isGranted(cluster, kind, own, backend, namespace))
            yield findingOf({ code: 'WEFT1122', path: `${path}.name`, args }, object);
        }
      }
    }
  },
};

function isGranted(
  cluster: ClusterSnapshot,
  kind: KindName,
  from: string,
  { name }: BackendRef,
  namespace: string,
): boolean {
  for (const { spec } of objects(cluster, 'ReferenceGrant', namespace)) {
    const given = spec?.from?.some((one) => one.kind === kind && one.namespace === from) === true;
    const taken =
      spec?.to?.some((one) => one.kind === 'Service' && (one.name === undefined || one.name === name)) ===
      true;
    if (given && taken) return true;
  }
  return false;
}
