import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import {
  anyOf,
  binary,
  escapeRegex,
  matches,
  maxBy,
  type NamedQuery,
  number,
  rate,
  select,
  sumBy,
} from '../promql.ts';
import { failingSelectors } from './failing-selectors.ts';

/** What tells an error from another answer. */
const outcome = ['response_code', 'grpc_response_status'] as const;

/** Requests per second of the whole mesh that were not plain success, by edge and outcome: rows of what fails alone. */
export function errorTrend(window: Seconds): NamedQuery {
  const [byCode, byFlag, byGrpc] = failingSelectors();
  const any = anyOf(rate(byCode, window), rate(byFlag, window), rate(byGrpc, window));
  return { name: 'error trend', expr: binary('>', sumBy([...requestIdentity, ...outcome], any), number(0)) };
}

/** One row at moments at which any series of these callers is there: that none failed then is told from that nothing is known. */
export function callersSeen(workloads: readonly string[]): NamedQuery {
  const of = workloads.map(escapeRegex).join('|');
  return {
    name: 'callers seen',
    expr: maxBy([], select('istio_requests_total', [matches('source_workload', of)])),
  };
}
