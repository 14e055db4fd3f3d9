import type { RouteDestination, RouteRule } from '../split/route-rule.ts';

/** The share that a destination had in the rule as it was: 0 where it was not there, or the rule was not. */
export function shareBefore(was: RouteRule | null, { fullHost, subset, port }: RouteDestination): number {
  const same = was?.destinations.find(
    (one) => one.fullHost === fullHost && one.subset === subset && one.port === port,
  );
  return same?.share ?? 0;
}
