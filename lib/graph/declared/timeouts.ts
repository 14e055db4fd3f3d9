import { milliseconds } from '#lib/core/units.ts';
import { retriesBeyondTimeout } from '#lib/istio/retry-budget.ts';
import { effectsOf, type RuleEffects } from '#lib/mesh/rule-effects.ts';
import type { EdgeWay } from './edge-way.ts';
import type { EdgeLayers } from './layers.ts';
import { actingReporter, flaggedOn, type Sent } from './observed.ts';
import { placeOf } from './rule-place.ts';

type Timeouts = NonNullable<EdgeLayers['timeouts']>;

const span = (ms: number | null) => (ms === null ? null : milliseconds.parse(ms));

/** Timeouts and retries of rules, beside the requests that ran out of time or tries and how long they take on average. */
export function timeoutsOf(sent: Sent, { rules }: EdgeWay): EdgeLayers['timeouts'] {
  const declared = rules.flatMap((reaching): Timeouts['rules'] => {
    const effects = effectsOf(reaching.rule);
    const { timeout, retries } = effects;
    if (timeout === null && retries === null) return [];
    return [
      {
        ...placeOf(reaching, `${reaching.rule.path}.${timeout === null ? 'retries' : 'timeout'}`),
        timeout: span(timeout),
        retries: retries === null ? null : { ...retries, perTry: span(retries.perTry) },
        beyond: beyondOf(effects),
      },
    ];
  });
  const reporter = actingReporter(sent);
  const observed =
    reporter === null
      ? null
      : {
          reporter,
          timedOut: flaggedOn(sent, reporter, ['UT']),
          exhausted: flaggedOn(sent, reporter, ['URX']),
          meanLatency: sent.edge.reports[reporter]?.avgLatency ?? null,
        };
  const acts = (observed?.timedOut.count ?? 0) > 0;
  return declared.length === 0 && !acts ? null : { rules: declared, observed };
}

function beyondOf({ timeout, retries }: RuleEffects): Timeouts['rules'][number]['beyond'] {
  if (timeout === null || retries === null || retries.perTry === null) return null;
  const beyond = retriesBeyondTimeout(timeout, retries.perTry, retries.attempts);
  return beyond === null ? null : { ...beyond, needed: milliseconds.parse(beyond.needed) };
}
