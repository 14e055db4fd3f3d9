import { type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import type { Subset } from '#lib/istio/networking-types.ts';
import { kindObjects, objects } from '#lib/mesh/objects.ts';
import { rulesForHost } from '#lib/mesh/rules-for-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeStep } from '../change-plan.ts';
import { baseOf, type LiveObjects } from '../live-objects.ts';
import { copyOf } from '../object-json.ts';
import { type GoverningRule, governingRule } from '../policies/governing-rule.ts';
import { stepBetween } from '../step-between.ts';
import { hostOf, type ServiceRef } from './service-ref.ts';
import type { Versions } from './versions.ts';

export interface SubsetSteps {
  /** None where every caller knows the subsets already. */
  readonly steps: readonly ChangeStep[];
  /** The name of the subset of each version. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * The steps that give every caller a subset of a service for each of its versions: each DestinationRule that governs some
 * namespace's callers is extended, for a caller that finds no subset gets 503. Subsets that there are keep their names.
 */
export function subsetSteps(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  service: ServiceRef,
  versions: Versions,
): Result<SubsetSteps, string> {
  const rules = governingRules(cluster, service);
  const names = namesOf(rules, versions);
  const steps: ChangeStep[] = [];
  for (const rule of rules) {
    const missing = missingIn(rule, versions, names);
    if (!missing.ok) return missing;
    if (missing.value.length === 0) continue;
    const step = extended(cluster, live, service, rule, missing.value);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  return ok({ steps, names });
}

/** Each rule once, the one for callers of the service's own namespace first. */
function governingRules(cluster: ClusterSnapshot, service: ServiceRef): readonly GoverningRule[] {
  const owners = rulesForHost(cluster, hostOf(service)).map(({ metadata }) => metadata.namespace ?? '');
  const callers = new Set([service.namespace, ...kindObjects(cluster, 'Pod').keys(), ...owners]);
  const found = new Map<string, GoverningRule>();
  for (const caller of callers) {
    const rule = governingRule(cluster, service, caller);
    const key = rule.is === 'there' ? objectKey(rule.first) : objectKey(rule.step(rule.spec).ref);
    if (!found.has(key)) found.set(key, rule);
  }
  return [...found.values()];
}

const subsetsOf = (rule: GoverningRule | undefined): readonly Subset[] =>
  rule?.is === 'there' ? [...rule.effective.subsets.values()].map(({ subset }) => subset) : [];

/** The subset of the first rule that has one for the version alone, else the version as a name. */
function namesOf(
  rules: readonly GoverningRule[],
  { label, versions }: Versions,
): ReadonlyMap<string, string> {
  const known = rules.flatMap(subsetsOf);
  return new Map(
    versions.map(({ version }) => {
      const of = known.filter(({ labels }) => labels?.[label] === version);
      const own = of.find(({ labels }) => Object.keys(labels ?? {}).length === 1) ?? of[0];
      return [version, own?.name ?? subsetName(version)];
    }),
  );
}

/** The name of a subset is a DNS label (istio/istio pkg/config/validation 86c9f01f). */
const subsetName = (version: string): string =>
  version
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63) || 'version';

function missingIn(
  rule: GoverningRule,
  { label, versions }: Versions,
  names: ReadonlyMap<string, string>,
): Result<readonly JsonObject[], string> {
  const known = new Map(subsetsOf(rule).map((subset) => [subset.name, subset]));
  const missing: JsonObject[] = [];
  for (const { version } of versions) {
    const name = names.get(version) ?? version;
    const there = known.get(name);
    if (there === undefined) missing.push({ name, labels: { [label]: version } });
    else if (there.labels?.[label] !== version)
      return err(`A subset ${name} of ${whereOf(rule)} is there and does not mean ${label} ${version}.`);
  }
  const [twice] = [...Map.groupBy(missing, ({ name }) => String(name))].filter(([, all]) => all.length > 1);
  return twice === undefined
    ? ok(missing)
    : err(`Two versions would make the same subset ${twice[0]}: name them in the DestinationRule.`);
}

const whereOf = (rule: GoverningRule): string =>
  rule.is === 'there'
    ? `DestinationRule ${rule.first.namespace}/${rule.first.name}`
    : 'a new DestinationRule';

function extended(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  service: ServiceRef,
  rule: GoverningRule,
  subsets: readonly JsonObject[],
): Result<ChangeStep, string> {
  if (rule.is === 'to-create') return created(cluster, service, rule, subsets);
  const before = baseOf(cluster, live, rule.first);
  if (before === null) return err(`${whereOf(rule)} is not there.`);
  const after = copyOf(before);
  const spec = objectAt(after, 'spec');
  const step = stepBetween(rule.first, before, {
    ...after,
    spec: { ...spec, subsets: [...listAt(spec, 'subsets'), ...subsets] },
  });
  return step === null ? err('Nothing changes.') : ok(step);
}

/** A rule beside one of the same namespace and host would be merged with it for some callers and not for others. */
function created(
  cluster: ClusterSnapshot,
  service: ServiceRef,
  rule: Extract<GoverningRule, { is: 'to-create' }>,
  subsets: readonly JsonObject[],
): Result<ChangeStep, string> {
  const step = rule.step({ ...rule.spec, subsets: [...subsets] });
  const namespace = step.ref.namespace ?? '';
  const beside = [...objects(cluster, 'DestinationRule', namespace)].find(
    ({ spec }) => fullHost(spec?.host ?? '', namespace) === hostOf(service),
  );
  if (beside === undefined) return ok(step);
  return err(
    `DestinationRule ${namespace}/${beside.metadata.name} is not exported to every caller: those elsewhere would find no subset. Export it first.`,
  );
}
