import type { Cause } from '../cause.ts';
import { checked, decisive, unknown } from '../check.ts';
import { podsOf } from '../declared-ports.ts';
import { countOf, withFlag } from '../rows.ts';
import { calleeSilent, flaggedAtCallee, flaggedAtCaller } from '../seen.ts';
import { showPods } from '../shown-by.ts';

const flags = ['UC', 'UR', 'LR'];

/** The application closes connections on which requests are under way: it crashes, drains, or keeps idle ones for too short a time. */
export const connectionReset: Cause = {
  code: 'connection-reset',
  look(situation) {
    const seen = flaggedAtCallee(situation, flags) ?? flaggedAtCaller(situation, flags);
    const [callee] = situation.callees;
    if (seen === null || callee === undefined) return null;
    const tells = countOf(withFlag(situation.atCallee, flags));
    const part = situation.total > 0 ? seen.count / situation.total : 1;
    const restarts = podsOf(situation).some(({ status }) =>
      (status?.containerStatuses ?? []).some(({ restartCount = 0 }) => restartCount > 0),
    );
    return {
      checks: [
        seen.check,
        decisive(
          checked(tells > 0 ? true : calleeSilent(situation, seen.count) === true ? null : false, {
            yes: `The callee’s own proxy tells of ${Math.round(tells)} broken connections to its application`,
            no: 'The callee’s proxy tells of errors of another kind',
            unknown: 'The callee’s proxy tells nothing of it: the connection broke before it',
          }),
        ),
        checked(part < 0.2, {
          yes: 'It is a small part of the requests, as with connections that are closed while idle',
          no: 'It is a large part of the requests, too many for connections that are closed while idle',
        }),
        checked(
          !restarts,
          {
            yes: `No pod of ${callee.name} was restarted`,
            no: `Pods of ${callee.name} were restarted`,
          },
          { command: showPods(callee) },
        ),
        unknown('How long the application keeps idle connections is in no metric'),
      ],
      culprit: callee.object === null ? null : { object: callee.object, path: '' },
      args: { workload: callee.name },
      explains: seen.count,
      fix: null,
    };
  },
};
