import { matchesLabels } from '#lib/k8s/selector.ts';
import { targetWorkloads } from '#lib/mesh/effective-routes.ts';
import type { Cause, Evidence } from '../cause.ts';
import { confirmed, decisive } from '../check.ts';
import { ruleInForce } from '../client-tls.ts';
import { fixOf } from '../fix.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showClusters, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** A route sends to a subset that the DestinationRule in force does not define (NC, 503). */
export const missingSubset: Cause = {
  code: 'missing-subset',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['NC']);
    const { way } = situation;
    if (seen === null || way === null) return null;
    const rule = ruleInForce(situation);
    const [found] = way.rules.flatMap((reaching) =>
      reaching.targets
        .filter(({ subset, host }) => host === way.host && subset !== null && !rule?.subsets.has(subset))
        .map((target) => ({ reaching, target, subset: target.subset ?? '' })),
    );
    if (found === undefined) return null;
    const { reaching, target, subset } = found;
    const list = reaching.rule.written?.api === 'gateway' ? 'backendRefs' : 'route';
    const path = `${reaching.rule.path}.${list}[${target.index}].destination.subset`;
    const { object } = reaching.route;
    const defined = [...(rule?.subsets.keys() ?? [])].join(', ') || 'no subset';
    const deciding = rule?.rules[0]?.object;
    return {
      checks: [
        seen.check,
        decisive(
          confirmed(`The route sends to subset ${subset}`, { object, path, command: showObject(object) }),
        ),
        decisive(
          confirmed(
            deciding === undefined
              ? 'No DestinationRule is in force for the host'
              : `The DestinationRule in force defines ${defined}`,
            deciding === undefined
              ? { command: showClusters(situation, 'cluster') }
              : { object: deciding, path: 'spec.subsets', command: showObject(deciding) },
          ),
        ),
      ],
      culprit: { object, path },
      args: { subset, host: way.host, defined },
      explains: seen.count,
      fix: subsetAdded(situation, subset),
    };
  },
};

/** Where the pods behind the host have the subset's name as their version it is plain what was meant. */
function subsetAdded(situation: Situation, name: string): Evidence['fix'] {
  const { way, snapshot } = situation;
  const rule = ruleInForce(situation);
  const object = rule?.rules[0]?.object;
  if (way === null || object === undefined) return null;
  const behind = targetWorkloads(way.cluster, { host: way.host, namespace: '', subset: null }, way.caller);
  const meant = { version: name };
  if (!behind.some(({ labels }) => matchesLabels(meant, labels))) return null;
  return fixOf(snapshot, object, (copy) => {
    const { spec } = copy;
    if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return;
    const subsets = Array.isArray(spec.subsets) ? spec.subsets : [];
    spec.subsets = [...subsets, { name, labels: meant }];
  });
}
