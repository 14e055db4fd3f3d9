import type { Seconds } from '#lib/core/units.ts';
import { targetLabels } from '../labels.ts';
import { ago, binary, type Expr, maxBy, type NamedQuery, select } from '../promql.ts';

/**
 * By which series a target shows that it was scraped: `up` where every target of the mesh has one, as Prometheus writes it;
 * else the request series too, for a federated or forwarded Prometheus may lack `up`.
 */
export type KnownBy = 'up' | 'any-series';

/**
 * Keeps the series of targets that were scraped a window ago. A target that is itself new may bring counters that
 * counted long before Prometheus saw them. `any-series` gives the same where `up` would do, at the price of reading
 * every request series once more.
 */
export function ofKnownTargets(expr: Expr, window: Seconds, knownBy: KnownBy): Expr {
  const up = ago(select('up'), window);
  if (knownBy === 'up') return binary('and', expr, up, targetLabels);
  const requests = ago(select('istio_requests_total'), window);
  // Matched by target alone: the labels of all request series together are long to compare.
  return binary('and', expr, binary('or', up, requests, targetLabels), targetLabels);
}

/** One row where some target with requests has no `up`, else none. */
export function uncoveredTargets(): NamedQuery {
  const uncovered = binary('unless', select('istio_requests_total'), select('up'), targetLabels);
  return { name: 'uncovered-targets', expr: maxBy([], uncovered) };
}
