/** A cluster of Envoy as istiod names it. */
export interface ClusterName {
  readonly direction: 'inbound' | 'outbound';
  readonly port: number | null;
  readonly subset: string;
  /** Empty for the workload's own ports. */
  readonly host: string;
}

/**
 * Reads `outbound|8080|v2|cart.shop.svc.cluster.local` and `inbound|8080||`, a waypoint's `inbound-vip|80|http|host`, and the server
 * name that a sidecar sends in its place, `outbound_.8080_.v2_.host` (BuildSubsetKey and BuildDNSSrvSubsetKey, istio/istio
 * pilot/pkg/model/service.go). Null for other names.
 */
export function readClusterName(name: string): ClusterName | null {
  const [, direction, port, subset = '', host = ''] =
    /^(inbound|outbound|inbound-vip)\|(\d*)\|([^|]*)\|([^|]*)$/.exec(name) ??
    /^(outbound)_\.(\d*)_\.((?:(?!_\.).)*)_\.(.*)$/.exec(name) ??
    [];
  if (direction === undefined) return null;
  return {
    direction: direction === 'outbound' ? 'outbound' : 'inbound',
    port: port === '' ? null : Number(port),
    subset: subset === '_' ? '' : subset,
    host: host.toLowerCase(),
  };
}
