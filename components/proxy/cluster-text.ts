import { parseServiceFqdn } from '#lib/istio/hosts.ts';

/** A host as it is read: of a Service in the cluster `name.namespace`, any other in full. */
export function hostText(host: string): string {
  const service = parseServiceFqdn(host);
  return service === null ? host : `${service.name}.${service.namespace}`;
}

/** A cluster by its host: `outbound|8080|v2|cart.shop.svc.cluster.local` as `cart.shop:8080, v2`; Envoy's own by their names. */
export function clusterText(name: string): string {
  const [, port, subset, host] = name.split('|');
  if (!host) return name;
  return `${hostText(host)}:${port}${subset ? `, ${subset}` : ''}`;
}
