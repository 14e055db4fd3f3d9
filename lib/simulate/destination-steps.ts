import { labelsText } from '#lib/k8s/labels-text.ts';
import type { EffectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { effectiveLocality } from '#lib/mesh/effective-locality.ts';
import type { EffectiveTrafficPolicy } from '#lib/mesh/effective-traffic-policy.ts';
import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { SentTo } from './chosen-route.ts';
import { type Step, stepOf } from './simulation.ts';

/** What becomes of the subset that a route asks for: its labels, or that it is not defined. */
export function subsetStep(
  { subset, object, path }: SentTo,
  rule: EffectiveDestinationRule | null,
): readonly Step[] {
  if (subset === null) return [];
  const at = { object, path: path === null ? null : `${path}.subset` };
  if (rule === null) return [stepOf('destination', 'blocks', 'subset-no-rule', { args: { subset }, ...at })];
  const found = rule.subsets.get(subset);
  if (found === undefined) {
    const defined = [...rule.subsets.keys()].join(', ') || 'none';
    return [stepOf('destination', 'blocks', 'subset-missing', { args: { subset, defined }, ...at })];
  }
  const owner = rule.rules.find((each) => each.object === found.object)?.rule;
  const index = owner?.spec?.subsets?.indexOf(found.subset) ?? 0;
  const args = { subset, labels: labelsText(found.subset.labels ?? {}) };
  return [
    stepOf('destination', 'decides', 'subset-defined', {
      args,
      object: found.object,
      path: `spec.subsets[${index}]`,
    }),
  ];
}

/** What of the policy in force is worth knowing: limits, ejection, and how pods are chosen. */
export function policySteps(
  cluster: ClusterSnapshot,
  policy: EffectiveTrafficPolicy | null,
  resolved: ResolvedHost,
): readonly Step[] {
  const pool = policy?.connectionPool ?? null;
  const outlier = policy?.outlierDetection ?? null;
  const balancer = policy?.loadBalancer ?? null;
  const locality = effectiveLocality(cluster, policy, resolved.kind === 'service' ? resolved.service : null);
  const near =
    locality.mode === 'near'
      ? ', the nearest zone first'
      : locality.mode === 'distribute'
        ? ', by shares of zones'
        : '';
  const note = (code: Step['code'], args: Record<string, string>, at: Pick<Step, 'object' | 'path'>) =>
    stepOf('destination', 'note', code, { args, object: at.object, path: at.path });
  return [
    ...(pool === null ? [] : [note('pool-limits', { limits: settings(pool.value) || 'none' }, pool)]),
    ...(outlier === null
      ? []
      : [note('outlier-detection', { limits: settings(outlier.value) || 'the defaults' }, outlier)]),
    ...(balancer?.value.simple === undefined && near === ''
      ? []
      : [
          note(
            'load-balancing',
            { how: `${balancer?.value.simple ?? 'the least requests'}${near}` },
            balancer ?? locality,
          ),
        ]),
  ];
}

/** Settings as `maxConnections 1, http2MaxRequests 10`, whatever they lie in. */
function settings(value: object): string {
  const leaves = (part: object): readonly string[] =>
    Object.entries(part).flatMap(([name, each]: [string, unknown]) =>
      typeof each === 'object' && each !== null ? leaves(each) : [`${name} ${String(each)}`],
    );
  return leaves(value).join(', ');
}
