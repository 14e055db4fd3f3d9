import type { ObjectRef } from '#lib/core/object-ref.ts';
import { fullHost, governingPattern } from '#lib/istio/hosts.ts';
import type { DestinationRule, Subset, TrafficPolicy } from '#lib/istio/networking-types.ts';
import { type LabelSelector, matchesSelector } from '#lib/k8s/selector.ts';
import { derive } from './derive.ts';
import { meshConfigOf } from './mesh-config.ts';
import { objects, refOf } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { isExportedTo } from './visible.ts';

/** A proxy that sends: what its own namespace and labels decide. `labels` null where they are not known. */
export interface Caller {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>> | null;
}

/** The rule that governs a host for a caller. Rules of one namespace for one host are merged: subsets join, the oldest policy stays. */
export interface EffectiveDestinationRule {
  readonly rules: readonly { readonly object: ObjectRef; readonly rule: DestinationRule }[];
  /** Whose namespace decided: the caller's, the service's, or the root namespace. */
  readonly tier: 'caller' | 'service' | 'root';
  readonly trafficPolicy: TrafficPolicy | null;
  readonly subsets: ReadonlyMap<string, { readonly subset: Subset; readonly object: ObjectRef }>;
}

const rulesByNamespace = derive(['DestinationRule'], (cluster) =>
  Map.groupBy([...objects(cluster, 'DestinationRule')].sort(olderFirst), (r) => r.metadata.namespace ?? ''),
);

/**
 * The DestinationRule that a caller applies to `host` (a full name) of `serviceNamespace`. Looked up in the caller's
 * namespace, then the service's, then the root namespace; the first that has one shadows the rest, it does not merge
 * with them (PushContext.destinationRule, istio/istio pilot/pkg/model 86c9f01f). Null where none governs.
 */
export function effectiveDestinationRule(
  cluster: ClusterSnapshot,
  host: string,
  serviceNamespace: string,
  caller: Caller,
): EffectiveDestinationRule | null {
  const { found, byWorkload } = remembered(cluster);
  if (byWorkload) return lookUp(cluster, host, serviceNamespace, caller);
  const key = `${host} ${serviceNamespace} ${caller.namespace}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const rule = lookUp(cluster, host, serviceNamespace, caller);
  found.set(key, rule);
  return rule;
}

/** Every edge of a graph asks, and most callers of a namespace ask the same: labels matter only where a rule selects by them. */
const remembered = derive(['DestinationRule', 'ConfigMap'], (cluster) => ({
  found: new Map<string, EffectiveDestinationRule | null>(),
  byWorkload: [...objects(cluster, 'DestinationRule')].some(
    ({ spec }) => spec?.workloadSelector !== undefined,
  ),
}));

function lookUp(
  cluster: ClusterSnapshot,
  host: string,
  serviceNamespace: string,
  caller: Caller,
): EffectiveDestinationRule | null {
  const { rootNamespace } = meshConfigOf(cluster);
  const tiers = [
    ['caller', caller.namespace],
    ['service', serviceNamespace],
    ['root', rootNamespace],
  ] as const;
  for (const [tier, namespace] of tiers) {
    const inTier = tier === 'caller' ? ownRule(namespace === rootNamespace) : exportedRule(cluster, caller);
    const rules = governing(cluster, host, namespace, caller, inTier);
    if (rules.length > 0) return merged(cluster, tier, rules);
  }
  return null;
}

type RuleFilter = (rule: DestinationRule, namespace: string) => boolean;

/** The caller's namespace sees its rules unless they are meant for others; in the root namespace, its private ones only. */
const ownRule =
  (inRoot: boolean): RuleFilter =>
  ({ spec }, namespace) => {
    const to = spec?.exportTo ?? [];
    if (inRoot) return to.length === 1 && (to[0] === '.' || to[0] === namespace);
    return to.length === 0 || to.some((t) => t === '*' || t === '.' || t === namespace);
  };

const exportedRule =
  (cluster: ClusterSnapshot, caller: Caller): RuleFilter =>
  ({ spec }, namespace) =>
    isExportedTo(
      spec?.exportTo,
      meshConfigOf(cluster).defaultDestinationRuleExportTo,
      namespace,
      caller.namespace,
    );

function governing(
  cluster: ClusterSnapshot,
  host: string,
  namespace: string,
  caller: Caller,
  inTier: RuleFilter,
): readonly DestinationRule[] {
  const hostOf = (rule: DestinationRule) => fullHost(rule.spec?.host ?? '', namespace);
  const visible = (rulesByNamespace(cluster).get(namespace) ?? []).filter(
    (rule) => inTier(rule, namespace) && selects(rule.spec?.workloadSelector, namespace, caller),
  );
  const pattern = governingPattern(host, visible.map(hostOf));
  const same = visible.filter((rule) => hostOf(rule) === pattern);
  // A rule for the caller's own workload takes precedence over one for the whole namespace.
  const own = same.filter((rule) => rule.spec?.workloadSelector !== undefined);
  return own.length > 0 ? own : same;
}

function selects(selector: LabelSelector | undefined, namespace: string, caller: Caller): boolean {
  if (selector === undefined) return true;
  return namespace === caller.namespace && caller.labels !== null && matchesSelector(selector, caller.labels);
}

function merged(
  cluster: ClusterSnapshot,
  tier: EffectiveDestinationRule['tier'],
  rules: readonly DestinationRule[],
): EffectiveDestinationRule {
  const named = rules.map((rule) => ({ rule, object: refOf(cluster, 'DestinationRule', rule) }));
  const subsets = new Map<string, { subset: Subset; object: ObjectRef }>();
  for (const { rule, object } of named) {
    for (const subset of rule.spec?.subsets ?? []) {
      if (!subsets.has(subset.name)) subsets.set(subset.name, { subset, object });
    }
  }
  const policy = rules.find((rule) => rule.spec?.trafficPolicy !== undefined)?.spec?.trafficPolicy ?? null;
  return { rules: named, tier, trafficPolicy: policy, subsets };
}

function olderFirst(a: DestinationRule, b: DestinationRule): number {
  const [x, y] = [a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? ''];
  return x < y ? -1 : x > y ? 1 : a.metadata.name < b.metadata.name ? -1 : 1;
}
