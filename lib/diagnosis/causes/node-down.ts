import { objectAt, refOf } from '#lib/mesh/objects.ts';
import type { Cause } from '../cause.ts';
import { checked, decisive } from '../check.ts';
import { podsOf } from '../declared-ports.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** Pods of the callee are on a node that is down: connections to them time out or break until they leave the endpoints. */
export const nodeDown: Cause = {
  code: 'node-down',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UF', 'UC', 'UH', 'UT', 'UR', 'CONNECT']);
    const [callee] = situation.callees;
    const pods = podsOf(situation);
    const down = downOf(situation, pods);
    const [first] = down;
    if (seen === null || callee === undefined || first === undefined) return null;
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            true,
            {
              yes: `${down.length} of ${pods.length} pods of ${callee.name} are on nodes that are not ready`,
              no: '',
            },
            { object: first, path: 'status.conditions', command: showObject(first) },
          ),
        ),
      ],
      culprit: { object: first, path: '' },
      args: {
        node: first.name,
        workload: callee.name,
        pods: String(down.length),
        total: String(pods.length),
      },
      explains: seen.count,
      fix: null,
    };
  },
};

/** The node of each pod whose node is not ready. */
function downOf({ calleeCluster }: Situation, pods: ReturnType<typeof podsOf>) {
  if (calleeCluster === null) return [];
  return pods.flatMap(({ spec }) => {
    const node = spec?.nodeName === undefined ? null : objectAt(calleeCluster, 'Node', '', spec.nodeName);
    const ready = node?.status?.conditions?.find(({ type }) => type === 'Ready');
    return node === null || ready === undefined || ready.status === 'True'
      ? []
      : [refOf(calleeCluster, 'Node', node)];
  });
}
