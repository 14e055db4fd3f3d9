import { flaggedOn } from '#lib/graph/declared/observed.ts';
import type { ReachingRule } from '#lib/mesh/effective-routes.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen } from '../seen.ts';
import { countArgs, tally, workloadText } from '../tally.ts';

/**
 * Requests that a fault of a route aborts or holds up (flags FI and DI). Which of several rules with a fault did it is in no
 * metric: then none is named.
 */
export const faultInjected: ObservedRule = {
  name: 'fault-injected',
  codes: ['WEFT0220'],
  reads: ['VirtualService'],
  *check(_, seen) {
    for (const counted of tally(casesIn(seen))) {
      const { object, path } = counted;
      const args = countArgs(counted, seen.graph.window);
      yield findingOf({ code: 'WEFT0220', path, args }, object);
    }
  },
};

function* casesIn({ sendings }: Seen) {
  for (const { way, sent, reporter, caller, count } of sendings) {
    const [only, ...others] = way.rules.filter(hasFault);
    if (only === undefined || others.length > 0) continue;
    const hit = flaggedOn(sent, reporter, ['FI', 'DI']).count;
    if (hit === 0) continue;
    const { object } = only.route;
    yield { object, path: `${only.rule.path}.fault`, hit, total: count, caller: workloadText(caller) };
  }
}

function hasFault({ rule }: ReachingRule): boolean {
  const { delay, abort } = effectsOf(rule);
  return (delay?.percent ?? 0) > 0 || (abort?.percent ?? 0) > 0;
}
