import type { Seconds } from '#lib/core/units.ts';
import type { Labels, TrafficSample } from '#lib/prom/series.ts';
import { createIdentities } from '../identities.ts';
import type { FlowSample } from './flow.ts';

interface Counts {
  readonly labels: Labels;
  rate: number;
  newRequests: number;
  readonly failing: { readonly labels: Labels; value: number }[];
}

/**
 * The flows that the rows of a refresh tell: requests by outcome, and bytes. What is not plain success has rows of its own, the
 * rest of a total is success. Rates here count what `rate` cannot see too, see `reportOf`; a count of nothing is a flow of nothing.
 */
export function flowsOfSamples(samples: readonly TrafficSample[], window: Seconds): readonly FlowSample[] {
  const flows: FlowSample[] = [];
  const known = createIdentities<Counts>();
  const all: Counts[] = [];
  const countsOf = (labels: Labels): Counts =>
    known.of(labels, false, () => {
      const made = { labels, rate: 0, newRequests: 0, failing: [] };
      all.push(made);
      return made;
    });
  for (const { measure, labels, value } of samples) {
    // What is counted of a connection that carried nothing is the connection: there was traffic, and it has an edge.
    if (measure === 'tcp-closed')
      flows.push({ measure: 'tcp-sent', labels, value }, { measure: 'tcp-received', labels, value });
    else if (measure === 'tcp-sent' || measure === 'tcp-received') flows.push({ measure, labels, value });
    else if (measure === 'requests') countsOf(labels).rate += value;
    else if (measure === 'new-requests') countsOf(labels).newRequests += value;
    else if (measure === 'failures') countsOf(labels).failing.push({ labels, value });
    else if (measure === 'first-failures') countsOf(labels).failing.push({ labels, value: value / window });
  }
  return [...flows, ...all.flatMap((counts) => requestsOf(counts, window))];
}

function requestsOf({ labels, rate, newRequests, failing }: Counts, window: Seconds): FlowSample[] {
  const failed = failing.reduce((sum, { value }) => sum + value, 0);
  const succeeded = Math.max(0, Math.max(rate, newRequests / window) - failed);
  const rows = failing.map((row): FlowSample => ({ measure: 'requests', ...row }));
  if (succeeded <= 0 && rows.length > 0) return rows;
  const success = { ...labels, response_code: '200', response_flags: '-', ...statusOf(labels) };
  return [...rows, { measure: 'requests', labels: success, value: succeeded }];
}

const statusOf = ({ request_protocol: protocol }: Labels): Labels =>
  protocol === 'grpc' ? { grpc_response_status: '0' } : {};
