import { anyOf, maxBy, type NamedQuery, select } from '../promql.ts';

/** One row while the server holds any series of the mesh's traffic, moving or not; none before the first and in gaps. */
export function anyTraffic(): NamedQuery {
  const held = anyOf(select('istio_requests_total'), select('istio_tcp_sent_bytes_total'));
  return { name: 'any traffic', expr: maxBy([], held) };
}
