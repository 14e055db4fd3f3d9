import { enough } from '#lib/graph/decorate/split.ts';
import { targetWorkloads } from '#lib/mesh/effective-routes.ts';
import type { RouteTarget } from '#lib/mesh/route.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen, Sending } from '../seen.ts';
import { type Case, countArgs, tally, workloadText } from '../tally.ts';

/** Requests that a destination must have been due: with so many, none at all is no chance (e^-12). */
const due = 12;

/**
 * A destination with a weight that gets nothing of what a caller sends by its rule. Only where one rule alone sends to the host,
 * and of what was counted after its last change.
 */
export const weightWithoutRequests: ObservedRule = {
  name: 'weight-without-requests',
  codes: ['WEFT0227'],
  reads: ['VirtualService', 'DestinationRule', 'Service', 'Pod'],
  *check(cluster, seen) {
    for (const counted of tally(passedBy(cluster, seen))) {
      const { object, path, first } = counted;
      const args = { ...countArgs(counted, seen.graph.window), ...first.args };
      yield findingOf({ code: 'WEFT0227', path, args }, object);
    }
  },
};

interface PassedBy extends Case {
  readonly args: Readonly<Record<string, string>>;
}

function* passedBy(cluster: ClusterSnapshot, { sendings }: Seen): Generator<PassedBy> {
  for (const sending of sendings) {
    const { way, edges, caller } = sending;
    const [only, ...others] = way.rules;
    // The comparison was made where an edge was: it knows since when the rule is as it is, and whether others reach the host.
    const compared = edges.flatMap(({ split }) => (split?.verdict === 'compared' ? [split] : []));
    const n = compared[0]?.n ?? 0;
    if (only === undefined || others.length > 0 || n < enough) continue;
    for (const target of only.rule.targets) {
      const { declared, index, weight, subset, host } = target;
      if (host !== way.host || declared === null || declared * n < due) continue;
      if (gets(cluster, sending, target)) continue;
      const object = only.route.object;
      const list = only.rule.written?.api === 'gateway' ? 'backendRefs' : 'route';
      yield {
        object,
        path: `${only.rule.path}.${list}[${index}].weight`,
        hit: Math.round(declared * n),
        total: n,
        caller: workloadText(caller),
        args: { weight: String(weight), to: subset === null ? host : `subset ${subset} of ${host}` },
      };
    }
  }
}

/** Whether requests of a sending reached a workload of the destination. */
function gets(cluster: ClusterSnapshot, { edges, targets, way }: Sending, target: RouteTarget): boolean {
  const meant = targetWorkloads(cluster, target, way.caller);
  return edges.some((_, i) => {
    const reached = targets[i];
    return meant.some(({ namespace, name }) => reached?.namespace === namespace && reached.name === name);
  });
}
