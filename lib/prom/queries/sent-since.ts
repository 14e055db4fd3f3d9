import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import { anyOf, call, eq, escapeRegex, matches, type NamedQuery, over, select, sumBy } from '../promql.ts';

/** Hosts whose route changed `ago` seconds before the moment that is asked about. */
export interface ChangedHosts {
  readonly ago: Seconds;
  readonly hosts: readonly string[];
}

/**
 * Requests that callers sent to hosts since their route changed: one query, whatever the number of routes. Only source
 * reports: a retried request is one there and several at the destination.
 */
export function sentSince(changes: readonly [ChangedHosts, ...ChangedHosts[]]): NamedQuery {
  const part = ({ ago, hosts }: ChangedHosts) => {
    const chosen = select('istio_requests_total', [
      eq('reporter', 'source'),
      matches('destination_service', [...hosts].sort().map(escapeRegex).join('|')),
    ]);
    return sumBy(requestIdentity, call('increase', over(chosen, ago)));
  };
  const [first, ...rest] = changes;
  return { name: 'sent-since-change', expr: anyOf(part(first), ...rest.map(part)) };
}
