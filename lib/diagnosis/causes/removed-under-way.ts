import type { Cause } from '../cause.ts';
import { changedShortlyBefore } from '../changed-before.ts';
import { checked, decisive, unknown } from '../check.ts';
import { ruleInForce } from '../client-tls.ts';
import { flaggedAtCallee, flaggedAtCaller } from '../seen.ts';
import { showObject } from '../shown-by.ts';

/** A proxy dropped requests under way (LR, 503) because a route or a cluster of it went, or pods were drained. */
export const removedUnderWay: Cause = {
  code: 'removed-under-way',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['LR']) ?? flaggedAtCallee(situation, ['LR']);
    if (seen === null) return null;
    const { way, callees } = situation;
    const candidates = [
      ...(way?.rules ?? []).map(({ route }) => route.object),
      ...(ruleInForce(situation)?.rules ?? []).map(({ object }) => object),
      ...callees.flatMap(({ object }) => object ?? []),
    ];
    const changed = candidates.find((object) => changedShortlyBefore(situation, object) === true);
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            changed === undefined ? null : true,
            {
              yes: `${changed?.kind} ${changed?.name} was changed at that time`,
              no: '',
              unknown: 'No route, DestinationRule or workload of the callee was changed at that time',
            },
            changed === undefined ? {} : { object: changed, command: showObject(changed) },
          ),
        ),
        unknown('It ends within a minute where a change is all there is to it'),
      ],
      culprit: changed === undefined ? null : { object: changed, path: '' },
      args: { object: changed === undefined ? '' : `${changed.kind} ${changed.name}` },
      explains: seen.count,
      fix: null,
    };
  },
};
