import { formatLatency } from '#lib/format/duration.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { countOf, withFlag } from '../rows.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** The route gives up before the callee answers (UT, 504). */
export const routeTimeout: Cause = {
  code: 'route-timeout',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UT']);
    if (seen === null) return null;
    const limit = limitOf(situation);
    const cut = countOf(withFlag(situation.atCallee, ['DC', 'DR']));
    const text = limit === null ? '15 s or what the request asks for' : formatLatency(limit.ms);
    return {
      checks: [
        seen.check,
        decisive(
          limit === null
            ? checked(null, {
                yes: '',
                no: '',
                unknown:
                  'No route of the host sets a timeout: the request may carry one, or an EnvoyFilter sets it',
              })
            : confirmed(`The route waits ${text}`, {
                object: limit.object,
                path: limit.path,
                command: showObject(limit.object),
              }),
        ),
        decisive(
          checked(situation.sides.callee === null ? null : cut >= 0.2 * seen.count, {
            yes: `The callee’s proxy saw ${Math.round(cut)} requests broken off by the caller: it was still working`,
            no: 'The callee’s proxy saw none of them broken off: they did not get there',
            unknown: 'The callee’s proxy tells nothing of this edge',
          }),
        ),
      ],
      culprit: limit === null ? null : { object: limit.object, path: limit.path },
      args: { limit: text, callee: situation.target.name },
      explains: seen.count,
      fix: null,
    };
  },
};

/** The shortest limit that a rule of the host sets: for each try, or for the whole. */
function limitOf({ way }: Situation) {
  const limits = (way?.rules ?? []).flatMap(({ rule, route }) => {
    const { timeout, retries } = effectsOf(rule);
    const ofGateway = rule.written?.api === 'gateway';
    const at = (ms: number | null, field: string) =>
      ms === null || ms === 0 ? [] : [{ ms, object: route.object, path: `${rule.path}.${field}` }];
    return [
      ...at(retries?.perTry ?? null, ofGateway ? 'timeouts.backendRequest' : 'retries.perTryTimeout'),
      ...at(timeout, ofGateway ? 'timeouts.request' : 'timeout'),
    ];
  });
  return limits.toSorted((a, b) => a.ms - b.ms)[0] ?? null;
}
