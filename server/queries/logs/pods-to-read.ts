import type { LogSide } from '#lib/api/logs-contract.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import { proxyKind } from '#lib/istio/proxy.ts';
import { isReady } from '#lib/k8s/pod-ready.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { waypointUse } from '#lib/mesh/ambient.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadAt } from '#lib/mesh/workloads.ts';
import type { Described } from '../behind-node.ts';

/** A pod whose proxy's log is read. */
export interface ToRead {
  readonly side: LogSide;
  readonly pod: Pod;
  readonly container: string;
}

/** So many pods of one end are read. */
export const mostPods = 10;

const proxyContainer = 'istio-proxy';

/** The active pods of workloads, or those that a Service selects. */
export function podsOf(cluster: ClusterSnapshot, described: readonly Described[]): readonly Pod[] {
  return described.flatMap(({ kind, namespace, name }) => {
    if (namespace === null) return [];
    if (kind === 'service') {
      const selector = objectAt(cluster, 'Service', namespace, name)?.spec?.selector ?? {};
      return Object.keys(selector).length === 0 ? [] : [...selectPods(cluster, selector, namespace)];
    }
    const names = workloadAt(cluster, namespace, name)?.podNames ?? [];
    return names.flatMap((each) => objectAt(cluster, 'Pod', namespace, each) ?? []);
  });
}

/** Those with a proxy of their own: what fails and what was restarted is looked at first. */
export function withProxy(pods: readonly Pod[], side: LogSide): readonly ToRead[] {
  return pods
    .filter((pod) => hasContainer(pod))
    .sort((a, b) => urgency(b) - urgency(a) || (a.metadata.name < b.metadata.name ? -1 : 1))
    .map((pod) => ({ side, pod, container: proxyContainer }));
}

const urgency = (pod: Pod): number => (isReady(pod) ? 0 : 1000) + (restartsOf(pod) ?? 0);

/** A sidecar, a native one among the init containers, a gateway, a waypoint and ztunnel all call it so. */
const hasContainer = ({ spec }: Pod): boolean =>
  [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].some(({ name }) => name === proxyContainer);

/** How often a pod's proxy was restarted; null where its status does not tell. */
export function restartsOf({ status }: Pod): number | null {
  const all = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  return all.find(({ name }) => name === proxyContainer)?.restartCount ?? null;
}

/** ztunnel of the nodes on which ambient pods run. */
export function ztunnelsOf(cluster: ClusterSnapshot, pods: readonly Pod[]): readonly ToRead[] {
  const nodes = new Set(
    pods.filter((pod) => proxyKind(pod) === 'ambient').map(({ spec }) => spec?.nodeName ?? ''),
  );
  nodes.delete('');
  if (nodes.size === 0) return [];
  const all = [...selectPods(cluster, { app: 'ztunnel' })];
  return withProxy(
    all.filter(({ spec }) => nodes.has(spec?.nodeName ?? '')),
    'ztunnel',
  );
}

/** The waypoint that requests to a Service pass. */
export function waypointOf(
  cluster: ClusterSnapshot,
  service: { namespace: string; name: string } | null,
): readonly ToRead[] {
  if (service === null) return [];
  const labels = objectAt(cluster, 'Service', service.namespace, service.name)?.metadata.labels;
  const used = waypointUse(cluster, service.namespace, labels);
  if (used === null) return [];
  const pods = [
    ...selectPods(cluster, { 'gateway.networking.k8s.io/gateway-name': used.name }, used.namespace),
  ];
  return withProxy(pods, 'waypoint');
}

/** Every address of pods. */
export const addressesOf = (pods: readonly Pod[]): ReadonlySet<string> =>
  new Set(
    pods
      .flatMap(({ status }) => [status?.podIP ?? '', ...(status?.podIPs ?? []).map(({ ip }) => ip)])
      .filter((ip) => ip !== ''),
  );

/** Why an end without a pod to read has none. */
export function withoutPods(node: GraphNode, pods: readonly Pod[]): string {
  if (node.kind === 'inaccessible') return 'You may not read this end.';
  if (node.kind === 'unknown') return 'Callers without a proxy log nothing.';
  if (node.kind === 'external' || node.kind === 'passthrough' || node.kind === 'blackhole')
    return 'This end is outside of the mesh: it has no proxy.';
  if (pods.length === 0) return 'It has no pods now.';
  return 'Its pods have no proxy.';
}
