import { isReady } from '#lib/k8s/pod-ready.ts';
import type { ContainerStatus, Pod } from '#lib/k8s/workload-types.ts';
import type { Cause } from '../cause.ts';
import { checked, decisive } from '../check.ts';
import { podsOf } from '../declared-ports.ts';
import { flaggedAtCallee, flaggedAtCaller } from '../seen.ts';
import { showPods } from '../shown-by.ts';

const flags = ['UC', 'UF', 'UR', 'LR', 'UH'];

/** Pods of the callee crash, run out of memory or are replaced, and take open connections with them. */
export const calleeRestarts: Cause = {
  code: 'callee-restarts',
  look(situation) {
    const seen = flaggedAtCaller(situation, flags) ?? flaggedAtCallee(situation, flags);
    const [callee] = situation.callees;
    if (seen === null || callee === undefined) return null;
    const restarted = podsOf(situation).flatMap((pod) => crashOf(pod) ?? []);
    const [first] = restarted;
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            restarted.length > 0,
            {
              yes: `${restarted.length} pods of ${callee.name} were restarted or are down: ${first?.reason ?? ''}`,
              no: `No pod of ${callee.name} was restarted`,
            },
            { object: callee.object, path: 'status', command: showPods(callee) },
          ),
        ),
      ],
      culprit: callee.object === null ? null : { object: callee.object, path: '' },
      args: { workload: callee.name, reason: first?.reason ?? '' },
      explains: seen.count,
      fix: null,
    };
  },
};

/** Why a container of a pod ended or cannot start; null where none did since it became ready for good. */
function crashOf(pod: Pod): { readonly reason: string } | null {
  for (const status of pod.status?.containerStatuses ?? []) {
    const reason = reasonOf(status);
    if (reason !== null && (!isReady(pod) || (status.restartCount ?? 0) > 0)) return { reason };
  }
  return null;
}

function reasonOf({ state, lastState }: ContainerStatus): string | null {
  return state?.waiting?.reason ?? state?.terminated?.reason ?? lastState?.terminated?.reason ?? null;
}
