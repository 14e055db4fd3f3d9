import type { Seconds } from '#lib/core/units.ts';
import { targetLabels } from '../labels.ts';
import { ago, anyOf, binary, type Expr, select } from '../promql.ts';

/**
 * Keeps the series of targets that were scraped a window ago. A target that is itself new may bring counters that
 * counted long before Prometheus saw them.
 */
export function ofKnownTargets(expr: Expr, window: Seconds): Expr {
  const known = anyOf(ago(select('up'), window), ago(select('istio_requests_total'), window));
  return binary('and', expr, known, targetLabels);
}
