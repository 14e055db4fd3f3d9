import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import { ago, binary, type NamedQuery, select, sumBy } from '../promql.ts';
import { type KnownBy, ofKnownTargets } from './known-target.ts';

/** Requests counted by series younger than the window, since they appeared: a lower bound of the edge's count. */
export function newRequests(window: Seconds, knownBy: KnownBy): NamedQuery {
  const all = select('istio_requests_total');
  const appeared = ofKnownTargets(binary('unless', all, ago(all, window)), window, knownBy);
  return { name: 'new-requests', expr: sumBy(requestIdentity, appeared) };
}
