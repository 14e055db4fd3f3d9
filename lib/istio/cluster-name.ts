/** A cluster of Envoy as istiod names it. */
export interface ClusterName {
  readonly direction: 'inbound' | 'outbound';
  readonly port: number;
  /** Null for all of the host. */
  readonly subset: string | null;
  /** Empty for the workload's own ports. */
  readonly host: string;
}

/**
 * Reads `outbound|8080|v2|cart.shop.svc.cluster.local`, `inbound|8080||` and a waypoint's `inbound-vip|80|http|host` (BuildSubsetKey,
 * istio/istio pilot/pkg/model/service.go). Null for Envoy's own clusters, such as `BlackHoleCluster`.
 */
export function parseClusterName(name: string): ClusterName | null {
  const match = /^(inbound|outbound|inbound-vip)\|(\d*)\|([^|]*)\|([^|]*)$/.exec(name);
  if (match === null) return null;
  const [, direction, port = '', subset = '', host = ''] = match;
  return {
    direction: direction === 'outbound' ? 'outbound' : 'inbound',
    port: Number(port),
    subset: subset === '' ? null : subset,
    host,
  };
}

/** The name that istiod gives the cluster of a host, or of one of its subsets. */
export const outboundCluster = (port: number, subset: string | null, host: string): string =>
  `outbound|${port}|${subset ?? ''}|${host}`;
