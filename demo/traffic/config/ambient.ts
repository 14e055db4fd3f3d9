import type { RegistryHost } from './registry.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import type { PodNode, WorkloadNode } from './workloads.ts';

/** The proxies of ambient mode. */
export interface Ambient {
  /** A pod of the waypoint that requests for a host go through; null where it uses none, or the one it names is not there. */
  waypointOf(host: RegistryHost): PodNode | null;
  /** The ztunnel that carries the connections of a pod; null where none runs. */
  ztunnelOf(pod: PodNode): PodNode | null;
}

/** The port on which ztunnels and waypoints take what others send (HBONE). */
export const hbonePort = 15_008;

/** Reads which workloads are in ambient, and their waypoints. */
export function readAmbient(view: ConfigView, workloads: readonly WorkloadNode[]): Ambient {
  const pods = workloads.flatMap((workload) => workload.pods).filter(({ ready }) => ready);
  const ztunnels = pods.filter(({ labels }) => labels.app === 'ztunnel');
  const gateways = objectsOf(view, 'K8sGateway').map(
    (gateway) => `${namespaceOf(gateway)}/${gateway.metadata.name}`,
  );
  const waypoints = new Map(
    pods.flatMap((pod) => {
      const gateway = `${pod.namespace}/${pod.labels['gateway.networking.k8s.io/gateway-name']}`;
      const managed = pod.labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller';
      return managed && gateways.includes(gateway) ? [[gateway, pod] as const] : [];
    }),
  );
  return {
    waypointOf: ({ waypoint }) => (waypoint === null ? null : (waypoints.get(waypoint) ?? null)),
    ztunnelOf: ({ node }) => ztunnels.find((ztunnel) => ztunnel.node === node) ?? ztunnels[0] ?? null,
  };
}
