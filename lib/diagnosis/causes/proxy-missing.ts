import { effectivePeerAuthentication } from '#lib/mesh/effective-peer-authentication.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { showPods } from '../shown-by.ts';

/** Traffic stopped to be seen because an end lost its proxy; where the callee takes mutual TLS only, it stopped for good. */
export const proxyMissing: Cause = {
  code: 'proxy-missing',
  of: ['stopped'],
  look({ symptom, caller, callees, calleeCluster }) {
    if (symptom.kind !== 'stopped' || caller === null) return null;
    const [callee] = callees;
    const strict =
      callee !== undefined &&
      calleeCluster !== null &&
      effectivePeerAuthentication(calleeCluster, callee, null).mode === 'STRICT';
    return {
      checks: [
        confirmed('Traffic that was there is gone, and nobody reports errors'),
        decisive(
          checked(
            caller.proxy === 'none',
            {
              yes: `Pods of ${caller.name} have no proxy`,
              no: `Pods of ${caller.name} have a proxy`,
            },
            { object: caller.object, path: 'spec.template.metadata.labels', command: showPods(caller) },
          ),
        ),
        ...(strict
          ? [confirmed(`${callee.name} takes mutual TLS only, so plain text is refused before it is counted`)]
          : []),
      ],
      culprit:
        caller.object === null ? null : { object: caller.object, path: 'spec.template.metadata.labels' },
      args: {
        caller: caller.name,
        refused: strict ? 'and the callee refuses plain text' : 'so its calls are not counted',
      },
      explains: 0,
      fix: null,
    };
  },
};
