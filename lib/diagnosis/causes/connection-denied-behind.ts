import type { Cause } from '../cause.ts';
import { changedShortlyBefore } from '../changed-before.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { deniedBehind } from '../denied-behind.ts';
import { countOf } from '../rows.ts';
import { showObject } from '../shown-by.ts';
import { answered } from './application-errors.ts';

/** The callee fails because a policy closes a connection that it makes itself, such as to its database. */
export const connectionDeniedBehind: Cause = {
  code: 'connection-denied-behind',
  look(situation) {
    const rows = answered(situation);
    const denied = rows.length === 0 ? null : deniedBehind(situation);
    if (denied === null) return null;
    const { object, path, why } = denied.verdict;
    const [caller, callee] = [situation.target.name, denied.to.target.name];
    return {
      checks: [
        confirmed(`${caller} answers with errors that no proxy made`),
        decisive(
          confirmed(`By the policies of ${callee}, connections of ${caller} are closed: ${why}`, {
            object,
            path,
            command: showObject(object),
          }),
        ),
        checked(changedShortlyBefore(situation, object) || null, {
          yes: 'The policy was changed shortly before',
          no: '',
          unknown: 'The policy was not changed shortly before',
        }),
      ],
      culprit: { object, path },
      args: { caller, callee, policy: object.name, why },
      explains: countOf(rows),
      fix: null,
    };
  },
};
