import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { declaredTls } from '../client-tls.ts';
import { fixOf, without } from '../fix.ts';
import { flaggedAtCaller, silence } from '../seen.ts';
import { showObject, showPods } from '../shown-by.ts';

const mutual = ['ISTIO_MUTUAL', 'MUTUAL'];

/** A DestinationRule demands mutual TLS of a callee that has no proxy to speak it (UF, 503). */
export const mtlsToUnmeshed: Cause = {
  code: 'mtls-to-unmeshed',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UF']);
    const declared = declaredTls(situation);
    const { callees, snapshot } = situation;
    const [callee] = callees;
    if (seen === null || declared === null || callee === undefined) return null;
    const { object, path, tls } = declared;
    if (!mutual.includes(tls.mode ?? '')) return null;
    const bare = callees.filter(({ proxy }) => proxy === 'none');
    return {
      checks: [
        seen.check,
        decisive(
          confirmed(`The DestinationRule in force demands ${tls.mode}`, {
            object,
            path,
            command: showObject(object),
          }),
        ),
        decisive(
          checked(
            callees.every(({ proxy }) => proxy === null) ? null : bare.length > 0,
            {
              yes: `Pods of ${bare[0]?.name ?? callee.name} have no proxy`,
              no: `Pods of ${callee.name} have a proxy`,
              unknown: `Whether pods of ${callee.name} have a proxy is not known`,
            },
            { object: callee.object, path: 'spec.template', command: showPods(callee) },
          ),
        ),
        silence(situation, seen.count),
      ],
      culprit: { object, path },
      args: { rule: object.name, mode: tls.mode ?? '', callee: bare[0]?.name ?? callee.name },
      explains: seen.count,
      fix: fixOf(snapshot, object, without(path.replace(/\.mode$/, ''))),
    };
  },
};
