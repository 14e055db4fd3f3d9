import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import { type NamedQuery, rate, select, sumBy } from '../promql.ts';

/**
 * Requests per second of every edge and reporter over the last moments, 0 where a proxy still tells of an edge and sent nothing: a
 * row that is missing says nothing, for its proxy may be gone or not scraped.
 */
export const lately = (span: Seconds): NamedQuery => ({
  name: 'requests of the last moments',
  expr: sumBy(requestIdentity, rate(select('istio_requests_total'), span)),
});
