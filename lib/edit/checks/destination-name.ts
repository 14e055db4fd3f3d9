import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import type { RouteDestination } from '../split/route-rule.ts';

/** A destination as people call it: `reviews v2`; a service in full is called by its name alone. */
export function destinationName({ host, subset }: Pick<RouteDestination, 'host' | 'subset'>): string {
  const name = parseServiceFqdn(host)?.name ?? host;
  return subset === null ? name : `${name} ${subset}`;
}
