import { outsideOfDelegation } from '#lib/istio/delegate-match.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { type Delegation, delegations, isDelegate } from './delegations.ts';

/** A rule of a delegate that matches what none of those who delegate to it delegates: Istio leaves it out everywhere. */
export const delegateRuleLeftOut: Rule = {
  name: 'virtual-service/delegate-rule-left-out',
  codes: ['WEFT0014'],
  reads: ['VirtualService'],
  *check(cluster) {
    const byDelegate = Map.groupBy(delegations(cluster), ({ delegate }) => delegate);
    for (const [delegate, from] of byDelegate) {
      if (delegate === null || !isDelegate(delegate)) continue;
      for (const { rule, match } of leftOut(delegate, from)) {
        const args = { others: namesOf(from.map(({ root }) => root)) };
        const path = `spec.http[${rule}].match[${match}]`;
        yield findingOf({ code: 'WEFT0014', path, args }, refOf(cluster, 'VirtualService', delegate));
      }
    }
  },
};

function* leftOut(
  { spec }: VirtualService,
  from: readonly Delegation[],
): Generator<{ readonly rule: number; readonly match: number }> {
  for (const [rule, { match: own = [] }] of (spec?.http ?? []).entries()) {
    const outside = from.map((one) => outsideOfDelegation(one.rule.match ?? [], own));
    const match = outside[0] ?? null;
    if (match !== null && !outside.includes(null)) yield { rule, match };
  }
}
