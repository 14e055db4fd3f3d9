import { injectionOf, namespaceMode } from '#lib/istio/dataplane-mode.ts';
import { proxyKind } from '#lib/istio/proxy.ts';
import type { ObjectMeta } from '#lib/k8s/object.ts';
import type { Pod, PodSpec } from '#lib/k8s/workload-types.ts';
import { objectAt } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Whether a pod takes part in the mesh: it has a proxy, ambient's CNI captured it, or it asks for a proxy. */
export function podInMesh(cluster: ClusterSnapshot, pod: Pod): boolean {
  return proxyKind(pod) !== 'none' || asksForProxy(cluster, pod.metadata.namespace ?? '', pod.metadata);
}

/** Whether pods of a template take part in the mesh by what the template and its namespace say. */
export function templateInMesh(
  cluster: ClusterSnapshot,
  namespace: string,
  template: { readonly metadata?: Partial<ObjectMeta>; readonly spec?: PodSpec } | undefined,
): boolean {
  const { containers = [], initContainers = [] } = template?.spec ?? {};
  const proxied = [...containers, ...initContainers].some(({ name }) => name === 'istio-proxy');
  return proxied || asksForProxy(cluster, namespace, template?.metadata ?? {});
}

function asksForProxy(cluster: ClusterSnapshot, namespace: string, meta: Partial<ObjectMeta>): boolean {
  const own = injectionOf(meta);
  if (own !== null) return own;
  return namespaceMode(objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels) === 'sidecar';
}
