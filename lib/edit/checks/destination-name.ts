import type { RouteDestination } from '../split/route-rule.ts';

/** A destination as people call it: `reviews v2`, `reviews-v2`. */
export const destinationName = ({ host, subset }: Pick<RouteDestination, 'host' | 'subset'>): string =>
  subset === null ? host : `${host} ${subset}`;
