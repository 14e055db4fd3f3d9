import type { RuleEffects } from '#lib/mesh/rule-effects.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { fixOf, without } from '../fix.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showObject } from '../shown-by.ts';

/** A route injects faults on purpose (FI aborts, DI holds up). */
export const faultInjected: Cause = {
  code: 'fault-injected',
  of: ['errors', 'slow'],
  look(situation) {
    const seen = flaggedAtCaller(situation, ['FI', 'DI']);
    const { way, snapshot, symptom, total } = situation;
    if (seen === null) return null;
    // A few that are held up make the mean of all.
    const explains = symptom.kind === 'slow' ? total : seen.count;
    const faults = (way?.rules ?? []).flatMap((reaching) => {
      const { delay, abort } = effectsOf(reaching.rule);
      return (delay?.percent ?? 0) > 0 || (abort?.percent ?? 0) > 0 ? [{ reaching, delay, abort }] : [];
    });
    const [first, ...others] = faults;
    if (first === undefined) {
      return {
        checks: [
          seen.check,
          decisive(unknown('No route of the host has a fault: it may be an EnvoyFilter, or gone by now')),
        ],
        culprit: null,
        args: { fault: 'a fault', rule: '' },
        explains,
        fix: null,
      };
    }
    const { object } = first.reaching.route;
    const path = `${first.reaching.rule.path}.fault`;
    const fault = describe(first);
    const status = first.abort?.status;
    const code = symptom.kind === 'errors' ? symptom.outcome : null;
    return {
      checks: [
        seen.check,
        decisive(confirmed(`The rule injects ${fault}`, { object, path, command: showObject(object) })),
        checked(
          status === undefined || code === null ? null : status === code.code || status === code.grpcStatus,
          {
            yes: `The status is the one that the fault answers with (${status})`,
            no: `The fault answers with ${status}, most requests end otherwise`,
            unknown: 'The fault names no status',
          },
        ),
        ...(others.length === 0
          ? []
          : [unknown('Other rules inject faults too: which one acted is in no metric')]),
      ],
      culprit: { object, path },
      args: { fault, rule: object.name },
      explains,
      fix: fixOf(snapshot, object, without(path)),
    };
  },
};

function describe({ delay, abort }: Pick<RuleEffects, 'delay' | 'abort'>): string {
  return [
    ...(abort === null ? [] : [`status ${abort.status} into ${abort.percent} % of requests`]),
    ...(delay === null ? [] : [`a delay of ${delay.ms} ms into ${delay.percent} %`]),
  ].join(' and ');
}
