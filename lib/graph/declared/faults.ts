import { milliseconds } from '#lib/core/units.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import type { EdgeWay } from './edge-way.ts';
import type { EdgeLayers } from './layers.ts';
import { actingReporter, flaggedOn, type Sent } from './observed.ts';
import { placeOf } from './rule-place.ts';

/** Faults that rules inject, beside those that were: a fault of an EnvoyFilter, or of a rule that is gone, shows there alone. */
export function faultsOf(sent: Sent, { rules }: EdgeWay): EdgeLayers['faults'] {
  const declared = rules.flatMap((reaching) => {
    const { delay, abort } = effectsOf(reaching.rule);
    if (delay === null && abort === null) return [];
    return [
      {
        ...placeOf(reaching, `${reaching.rule.path}.fault`),
        delay: delay === null ? null : { ms: milliseconds.parse(delay.ms), percent: delay.percent },
        abort,
      },
    ];
  });
  const reporter = actingReporter(sent);
  const observed =
    reporter === null
      ? null
      : {
          reporter,
          delayed: flaggedOn(sent, reporter, ['DI']),
          aborted: flaggedOn(sent, reporter, ['FI']),
        };
  const acts = (observed?.delayed.count ?? 0) + (observed?.aborted.count ?? 0) > 0;
  return declared.length === 0 && !acts ? null : { rules: declared, observed };
}
