import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import { anyOf, type NamedQuery, rate, select, sumBy } from '../promql.ts';
import { failingSelectors } from './failing-selectors.ts';

/**
 * Requests per second of every edge and reporter over the last moments, 0 where a proxy still tells of an edge and sent nothing: a
 * row that is missing says nothing, for its proxy may be gone or not scraped.
 */
export const lately = (span: Seconds): NamedQuery => ({
  name: 'requests of the last moments',
  expr: sumBy(requestIdentity, rate(select('istio_requests_total'), span)),
});

/** Those of them that were not plain success, by what tells an error from another answer: an edge without a row had none. */
export function latelyFailed(span: Seconds): NamedQuery {
  const [byCode, byFlag, byGrpc] = failingSelectors();
  const any = anyOf(rate(byCode, span), rate(byFlag, span), rate(byGrpc, span));
  return {
    name: 'errors of the last moments',
    expr: sumBy([...requestIdentity, 'response_code', 'grpc_response_status'], any),
  };
}
