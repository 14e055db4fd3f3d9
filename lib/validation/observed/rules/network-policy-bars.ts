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
    // A drop is of all packets: where most come through it is something else.
    if (hit === 0 || hit < count / 2 || edges.some(({ reports }) => reports.destination !== null)) continue;
    const ends = meant(cluster, sending);
    const [first, ...others] = ends.map((to) => policiesBarring(cluster, caller, to));
    for (const { object, path } of first ?? []) {
      const everywhere = others.every((barring) => barring.some((other) => other.path === path));
      if (everywhere) yield { object, path, hit, total: count, caller: workloadText(caller), host };
    }
  }
}

/** The workloads that the caller means; outside of the cluster null. None where a Service selects nothing. */
function meant(cluster: ClusterSnapshot, { way: { service }, targets }: Sending) {
  if (service !== null)
    return selectWorkloads(cluster, service.metadata.namespace ?? '', service.spec?.selector);
  return targets.every(({ kind }) => kind === 'external') ? [null] : [];
}
