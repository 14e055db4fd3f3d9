import type { K8sGateway, ParentRef } from '#lib/istio/gateway-api-types.ts';
import { matchesSelector } from '#lib/k8s/selector.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { isService, routeKinds } from './route-kinds.ts';

/**
 * A route to a Gateway or Service that does not exist, or to a Gateway of which no listener takes routes of this namespace
 * (Gateway API, AllowedRoutes: those of the Gateway's own namespace unless it says otherwise).
 */
export const parentNotAttachable: Rule = {
  name: 'gateway-api/parent-not-attachable',
  codes: ['WEFT1120', 'WEFT1121'],
  reads: [...routeKinds, 'K8sGateway', 'Service', 'Namespace'],
  *check(cluster) {
    for (const kind of routeKinds) {
      for (const route of objects(cluster, kind)) {
        const namespace = route.metadata.namespace ?? '';
        for (const [i, parent] of (route.spec?.parentRefs ?? []).entries()) {
          const why = refusal(cluster, parent, namespace);
          if (why === null) continue;
          const path = `spec.parentRefs[${i}].name`;
          const name = `${parent.namespace ?? namespace}/${parent.name}`;
          const code = isService(parent) ? 'WEFT1121' : 'WEFT1120';
          yield findingOf({ code, path, args: { name, why } }, refOf(cluster, kind, route));
        }
      }
    }
  },
};

function refusal(cluster: ClusterSnapshot, parent: ParentRef, namespace: string): string | null {
  const at = parent.namespace ?? namespace;
  if (isService(parent)) return objectAt(cluster, 'Service', at, parent.name) === null ? 'missing' : null;
  if ((parent.kind ?? 'Gateway') !== 'Gateway') return null;
  const gateway = objectAt(cluster, 'K8sGateway', at, parent.name);
  if (gateway === null) return 'missing';
  const listeners = (gateway.spec?.listeners ?? []).filter(
    ({ name, port }) =>
      (parent.sectionName === undefined || parent.sectionName === name) &&
      (parent.port === undefined || parent.port === port),
  );
  if (listeners.length === 0) return parent.sectionName === undefined ? null : 'section';
  return listeners.some((listener) => takes(cluster, gateway, listener, namespace)) ? null : 'namespace';
}

type Listener = NonNullable<NonNullable<K8sGateway['spec']>['listeners']>[number];

function takes(
  cluster: ClusterSnapshot,
  gateway: K8sGateway,
  listener: Listener,
  namespace: string,
): boolean {
  const { from = 'Same', selector } = listener.allowedRoutes?.namespaces ?? {};
  if (from === 'All') return true;
  if (from !== 'Selector') return from === 'Same' && gateway.metadata.namespace === namespace;
  const labels = objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels;
  return selector !== undefined && matchesSelector(selector, labels);
}
