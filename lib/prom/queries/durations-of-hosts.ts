import type { Seconds } from '#lib/core/units.ts';
import { escapeRegex, matches, type NamedQuery, rate, select, sumBy } from '../promql.ts';

/**
 * Requests per second to some hosts (full names) by duration at most `le` milliseconds, as the proxies of their callers saw it:
 * what they had to wait.
 */
export function durationsOfHosts(hosts: readonly string[], window: Seconds): NamedQuery {
  const buckets = select('istio_request_duration_milliseconds_bucket', [
    matches('reporter', 'source|waypoint'),
    matches('destination_service', [...hosts].sort().map(escapeRegex).join('|')),
  ]);
  return { name: 'durations-of-hosts', expr: sumBy(['le', 'destination_service'], rate(buckets, window)) };
}
