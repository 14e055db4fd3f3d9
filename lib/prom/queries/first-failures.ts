import type { Seconds } from '#lib/core/units.ts';
import { outcomeLabels, requestIdentity } from '../labels.ts';
import { ago, anyOf, binary, call, type NamedQuery, over, sumBy } from '../promql.ts';
import { failingSelectors } from './failing-selectors.ts';
import { type KnownBy, ofKnownTargets } from './known-target.ts';

/**
 * How many failed requests `rate` cannot see: the value with which each failing series that is younger than the window
 * appeared. `rate` counts it as 0 (prometheus#1673), and it is where a first failure lives.
 */
export function firstFailures(window: Seconds, knownBy: KnownBy): NamedQuery {
  const [byCode, byFlag, byGrpc] = failingSelectors();
  const first = (selector: typeof byCode) => call('min_over_time', over(selector, window));
  const now = anyOf(first(byCode), first(byFlag), first(byGrpc));
  const before = anyOf(ago(byCode, window), ago(byFlag, window), ago(byGrpc, window));
  const appeared = ofKnownTargets(binary('unless', now, before), window, knownBy);
  return { name: 'first-failures', expr: sumBy([...requestIdentity, ...outcomeLabels], appeared) };
}
