import type { Pod } from '#lib/k8s/workload-types.ts';

/** How a pod takes part in the mesh. `gateway` and `waypoint` pods are proxies themselves. */
export type ProxyKind = 'sidecar' | 'ambient' | 'gateway' | 'waypoint' | 'none';

const waypointController = 'istio.io-mesh-controller';

/**
 * What the pod shows: the container `istio-proxy` (a native sidecar is an init container that is always restarted), the
 * arguments it runs with (`proxy router` is a gateway), and the annotation that ambient's CNI leaves on captured pods.
 */
export function proxyKind(pod: Pod): ProxyKind {
  const { labels, annotations } = pod.metadata;
  if (labels?.['gateway.istio.io/managed'] === waypointController) return 'waypoint';
  const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  const proxy = containers.find((container) => container.name === 'istio-proxy');
  if (proxy !== undefined) {
    return isRouter(proxy.args) || isGatewayLabelled(labels, annotations) ? 'gateway' : 'sidecar';
  }
  return annotations?.['ambient.istio.io/redirection'] === 'enabled' ? 'ambient' : 'none';
}

const isRouter = (args: readonly string[] | undefined): boolean =>
  args?.includes('proxy') === true && args.includes('router');

function isGatewayLabelled(
  labels: Readonly<Record<string, string>> | undefined,
  annotations: Readonly<Record<string, string>> | undefined,
): boolean {
  return (
    labels?.['gateway.networking.k8s.io/gateway-name'] !== undefined ||
    annotations?.['inject.istio.io/templates']?.split(',').includes('gateway') === true ||
    /^(ingress|egress|eastwest)gateway$/.test(labels?.istio ?? '')
  );
}
