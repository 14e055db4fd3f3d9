import type { Seconds } from '#lib/core/units.ts';
import type { NamedQuery } from '../promql.ts';
import type { Labels, Measure } from '../series.ts';
import { failures } from './failures.ts';
import { firstFailures } from './first-failures.ts';
import type { KnownBy } from './known-target.ts';
import { latency } from './latency.ts';
import { newRequests } from './new-requests.ts';
import { requests } from './requests.ts';
import { tcpReceived, tcpSent } from './tcp-bytes.ts';

export interface MeshWideQuery {
  readonly measure: Measure;
  readonly query: NamedQuery;
}

/** What a row of a query measures: the one of requests brings connections too. */
export const measureOfRow = (measure: Measure, { request_protocol: protocol }: Labels): Measure =>
  measure === 'requests' && protocol === 'tcp' ? 'tcp-closed' : measure;

/** The queries of one refresh: their number does not depend on namespaces, services or viewers. */
export function meshWide(window: Seconds, knownBy: KnownBy): readonly MeshWideQuery[] {
  return [
    { measure: 'requests', query: requests(window) },
    { measure: 'failures', query: failures(window) },
    { measure: 'latency', query: latency(window) },
    { measure: 'tcp-sent', query: tcpSent(window) },
    { measure: 'tcp-received', query: tcpReceived(window) },
    { measure: 'first-failures', query: firstFailures(window, knownBy) },
    { measure: 'new-requests', query: newRequests(window, knownBy) },
  ];
}
