import { declaredShares } from '#lib/mesh/route.ts';
import type { RouteDestination } from './route-rule.ts';

/** Destinations with the share that each has of their sum. */
export function withShares(
  destinations: readonly Omit<RouteDestination, 'share'>[],
): readonly RouteDestination[] {
  // A weight below 0 is refused by every API server; a draft may hold one.
  const shares = declaredShares(destinations.map(({ effective }) => Math.max(0, effective)));
  return destinations.map((destination, i) => ({ ...destination, share: shares[i] ?? null }));
}
