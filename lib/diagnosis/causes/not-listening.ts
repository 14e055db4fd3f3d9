import type { Cause } from '../cause.ts';
import { checked, decisive, unknown } from '../check.ts';
import { leadsToDeclaredPort } from '../declared-ports.ts';
import { flaggedAtCallee } from '../seen.ts';
import { showPods } from '../shown-by.ts';

/** The port is right, and the application does not take connections on it: it is starting, hangs, or listens on localhost alone. */
export const notListening: Cause = {
  code: 'not-listening',
  look(situation) {
    const seen = flaggedAtCallee(situation, ['UF']);
    const [callee] = situation.callees;
    if (seen === null || callee === undefined) return null;
    return {
      checks: [
        decisive(seen.check),
        decisive(
          checked(
            leadsToDeclaredPort(situation),
            {
              yes: 'The port that the Service leads to is declared by a container',
              no: 'The Service leads to a port that no container declares',
              unknown: 'The containers declare no ports',
            },
            { command: showPods(callee) },
          ),
        ),
        unknown('On which addresses the application listens is not known to Kubernetes'),
      ],
      culprit: callee.object === null ? null : { object: callee.object, path: '' },
      args: { workload: callee.name },
      explains: seen.count,
      fix: null,
    };
  },
};
