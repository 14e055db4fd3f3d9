import { flaggedOn } from '#lib/graph/declared/observed.ts';
import { policiesBarring } from '#lib/mesh/network-policies.ts';
import { selectWorkloads } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen, Sending } from '../seen.ts';
import { type Case, countArgs, tally, workloadText } from '../tally.ts';

/** What a proxy tells of packets that nobody answers: no connection, or no answer in time. */
const unanswered = ['UF', 'URX', 'UT'];

/** Fewer calls, or a smaller part of them, say little. */
const enough = 10;
const few = 0.05;

/** Two proxies do not count the same window to the request. */
const slack = 1.05;

/**
 * Calls that nobody answers and that a NetworkPolicy admits to none of the pods meant: the network drops them, so the callee
 * tells of nothing.
 */
export const networkPolicyBars: ObservedRule = {
  name: 'network-policy-bars',
  codes: ['WEFT0234'],
  reads: ['NetworkPolicy', 'Namespace', 'Service', 'Pod'],
  *check(cluster, seen) {
    for (const counted of tally(barred(cluster, seen))) {
      const { object, path, first } = counted;
      const args = { ...countArgs(counted, seen.graph.window), host: first.host };
      yield findingOf({ code: 'WEFT0234', path, args }, object);
    }
  },
};

interface Barred extends Case {
  readonly host: string;
}

function* barred(cluster: ClusterSnapshot, { sendings }: Seen): Generator<Barred> {
  for (const sending of sendings) {
    const { sent, reporter, caller, count, host, edges } = sending;
    const hit = flaggedOn(sent, reporter, unanswered).count;
    // The window may begin before the policy: some of it then came through, but none of what was not answered.
    if (hit < Math.max(enough, few * count) || arrived(edges) > (count - hit) * slack) continue;
    const ends = meant(cluster, sending);
    const [first, ...others] = ends.map((to) => policiesBarring(cluster, caller, to));
    for (const { object, path } of first ?? []) {
      const everywhere = others.every((barring) => barring.some((other) => other.path === path));
      if (everywhere) yield { object, path, hit, total: count, caller: workloadText(caller), host };
    }
  }
}

const arrived = (edges: Sending['edges']): number =>
  edges.reduce((sum, { reports }) => sum + (reports.destination?.count ?? 0), 0);

/** The workloads that the caller means; outside of the cluster null. None where a Service selects nothing. */
function meant(cluster: ClusterSnapshot, { way: { service }, targets }: Sending) {
  if (service !== null)
    return selectWorkloads(cluster, service.metadata.namespace ?? '', service.spec?.selector);
  return targets.every(({ kind }) => kind === 'external') ? [null] : [];
}
