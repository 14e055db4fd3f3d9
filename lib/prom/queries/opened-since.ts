import type { Seconds } from '#lib/core/units.ts';
import { tcpIdentity } from '../labels.ts';
import { call, eq, escapeRegex, matches, type NamedQuery, over, select, sumBy } from '../promql.ts';

/** TCP connections that callers opened to hosts in the last `ago` seconds, as their proxies count them. */
export function openedSince(ago: Seconds, hosts: readonly string[]): NamedQuery {
  const chosen = select('istio_tcp_connections_opened_total', [
    eq('reporter', 'source'),
    matches('destination_service', [...hosts].sort().map(escapeRegex).join('|')),
  ]);
  return { name: 'opened-since-change', expr: sumBy(tcpIdentity, call('increase', over(chosen, ago))) };
}
