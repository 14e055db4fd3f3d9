import type { BackendRef } from '#lib/istio/gateway-api-types.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Whether routes of a kind in namespace `from` may send to a Service of another `namespace` (Gateway API, ReferenceGrant). */
export function isGranted(
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
