import { type Unreachable, unreachableRules } from '#lib/istio/unreachable-rules.ts';
import { objectRule, type Remark } from '../../rule.ts';

/** Rules and matches that earlier ones take every request from (Istio's own validation of a VirtualService). */
export const ruleNeverUsed = objectRule({
  name: 'virtual-service/rule-never-used',
  codes: ['IST0130', 'IST0131'],
  kind: 'VirtualService',
  *remarks(service) {
    for (const one of unreachableRules(service.spec ?? {})) yield remark(one);
  },
});

function remark(one: Unreachable): Remark {
  const path = `spec.${one.protocol}[${one.rule}]`;
  const by = `${one.protocol}[${one.by}]`;
  if (one.kind === 'match') {
    const why = one.why === 'same' ? 'has the same match' : 'matches everything that it would';
    return { code: 'IST0131', path: `${path}.match[${one.match}]`, args: { by, why } };
  }
  const why =
    one.why === 'after-catch-all'
      ? `rule ${by} takes everything`
      : 'every match of it stands in earlier rules';
  return { code: 'IST0130', path, args: { why } };
}
