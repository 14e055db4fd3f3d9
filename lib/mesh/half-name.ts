import { serviceFqdn } from '#lib/istio/hosts.ts';
import { objectAt } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const half = /^([^.*]+)\.([^.]+)(?:\.svc)?$/;

/**
 * The full name that was meant by `reviews.shop` or `reviews.shop.svc`: DNS completes those, Istio does not (only a name without
 * any dot is completed). Null where the host is not such a name, or there is no such Service.
 */
export function fullNameMeant(cluster: ClusterSnapshot, host: string): string | null {
  const [, name, namespace] = half.exec(host) ?? [];
  if (name === undefined || namespace === undefined) return null;
  return objectAt(cluster, 'Service', namespace, name) === null ? null : serviceFqdn(name, namespace);
}
