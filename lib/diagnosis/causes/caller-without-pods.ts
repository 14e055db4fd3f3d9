import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { showPods } from '../shown-by.ts';

/** Traffic stopped because nobody is left to send it. */
export const callerWithoutPods: Cause = {
  code: 'caller-without-pods',
  of: ['stopped'],
  look({ symptom, caller }) {
    if (symptom.kind !== 'stopped' || caller === null) return null;
    const { ready, total } = caller.pods;
    return {
      checks: [
        confirmed('Traffic that was there is gone, and nobody reports errors'),
        decisive(
          checked(
            ready === 0,
            {
              yes:
                total === 0
                  ? `${caller.name} is scaled to none`
                  : `0 of ${total} pods of ${caller.name} are ready`,
              no: `${ready} of ${total} pods of ${caller.name} are ready`,
            },
            { object: caller.object, path: 'spec.replicas', command: showPods(caller) },
          ),
        ),
      ],
      culprit:
        caller.object === null ? null : { object: caller.object, path: total === 0 ? 'spec.replicas' : '' },
      args: { caller: caller.name },
      explains: 0,
      fix: null,
    };
  },
};
