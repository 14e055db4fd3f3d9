import type { Seconds } from '#lib/core/units.ts';
import { outcomeLabels, requestIdentity } from '../labels.ts';
import { anyOf, binary, type NamedQuery, number, rate, sumBy } from '../promql.ts';
import { failingSelectors } from './failing-selectors.ts';

/** Requests per second that were not plain success, by code, gRPC status and flags. */
export function failures(window: Seconds): NamedQuery {
  const [byCode, byFlag, byGrpc] = failingSelectors();
  const any = anyOf(rate(byCode, window), rate(byFlag, window), rate(byGrpc, window));
  return {
    name: 'failures',
    expr: binary('>', sumBy([...requestIdentity, ...outcomeLabels], any), number(0)),
  };
}
