import { isGranted } from '#lib/mesh/is-granted.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
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
