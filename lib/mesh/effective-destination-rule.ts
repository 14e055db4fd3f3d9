import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { DestinationRule, Subset, TrafficPolicy } from '#lib/istio/networking-types.ts';
import { type LabelSelector, matchesSelector } from '#lib/k8s/selector.ts';
import { destinationRulesOf } from './destination-rules-of.ts';
import { meshConfigOf } from './mesh-config.ts';
import { refOf } from './objects.ts';
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
  for (const rules of destinationRulesOf(cluster, namespace, host)) {
    const fits = (rule: DestinationRule) =>
      inTier(rule, namespace) && selects(rule.spec?.workloadSelector, namespace, caller);
    const visible = rules.every(fits) ? rules : rules.filter(fits);
    // A rule for the caller's own workload takes precedence over one for the whole namespace.
    const own = visible.filter((rule) => rule.spec?.workloadSelector !== undefined);
    if (visible.length > 0) return own.length > 0 ? own : visible;
  }
  return [];
}

function selects(selector: LabelSelector | undefined, namespace: string, caller: Caller): boolean {
  if (selector === undefined) return true;
  return namespace === caller.namespace && caller.labels !== null && matchesSelector(selector, caller.labels);
}

/** Every edge of a graph asks, and most callers ask for the same rules: what was made of them is kept with their list. */
const known = new WeakMap<
  readonly DestinationRule[],
  Map<EffectiveDestinationRule['tier'], EffectiveDestinationRule>
>();

function merged(
  cluster: ClusterSnapshot,
  tier: EffectiveDestinationRule['tier'],
  rules: readonly DestinationRule[],
): EffectiveDestinationRule {
  const byTier = known.get(rules) ?? new Map<typeof tier, EffectiveDestinationRule>();
  const rule = byTier.get(tier) ?? merge(cluster, tier, rules);
  known.set(rules, byTier.set(tier, rule));
  return rule;
}

function merge(
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
