import { isObject, type JsonObject, listAt, numberAt, objectAt, sameJson, textAt } from '#lib/core/json.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { EffectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { objectAt as meshObjectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import { baseOf, type LiveObjects } from '../live-objects.ts';
import { copyOf } from '../object-json.ts';
import { setFields, setGroup } from '../set-fields.ts';
import { stepBetween } from '../step-between.ts';
import { governingRule } from './governing-rule.ts';
import type { PolicyTarget } from './policy-target.ts';

/** What an editor makes of a traffic policy, empty where there is none yet. */
export type PolicyEdit = (policy: JsonObject) => JsonObject;

/**
 * The plan that changes the traffic policy of a service, a subset or a port in the DestinationRule that governs the callers, and
 * touches nothing else. A service without one gets one.
 */
export function editPolicy(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  target: PolicyTarget,
  edit: PolicyEdit,
): Result<ChangePlan, string> {
  const { service, subset, port } = target;
  if (meshObjectAt(cluster, 'Service', service.namespace, service.name) === null)
    return err(`Service ${service.namespace}/${service.name} is not there.`);
  const governing = governingRule(cluster, service, target.caller ?? service.namespace);
  if (governing.is === 'to-create') {
    if (subset !== null)
      return err(`No DestinationRule that governs ${service.name} has a subset ${subset}.`);
    const spec = withPolicy(governing.spec, port, edit);
    return sameJson(spec, governing.spec) ? err('Nothing changes.') : ok({ steps: [governing.step(spec)] });
  }
  const { effective, first } = governing;
  const ref = subset === null ? (ofPolicy(effective) ?? first) : effective.subsets.get(subset)?.object;
  if (ref === undefined)
    return err(`No DestinationRule that governs ${service.name} has a subset ${subset}.`);
  return patched(cluster, live, ref, target, edit);
}

/** The rule whose policy stands, of several that are merged: a policy of another one would not be read. */
const ofPolicy = ({ rules, trafficPolicy }: EffectiveDestinationRule): ObjectRef | undefined =>
  trafficPolicy === null
    ? undefined
    : rules.find(({ rule }) => rule.spec?.trafficPolicy === trafficPolicy)?.object;

function patched(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  ref: ObjectRef,
  { subset, port }: PolicyTarget,
  edit: PolicyEdit,
): Result<ChangePlan, string> {
  const before = baseOf(cluster, live, ref);
  if (before === null) return err(`DestinationRule ${ref.namespace}/${ref.name} is not there.`);
  const after = copyOf(before);
  const spec = objectAt(after, 'spec');
  const subsets = listAt(spec, 'subsets');
  const at = subsets.findIndex((one) => textAt(one, 'name') === subset);
  const own = subsets[at];
  if (subset !== null && !isObject(own))
    return err(`DestinationRule ${ref.namespace}/${ref.name} has no subset ${subset}.`);
  const changed = isObject(own)
    ? { ...spec, subsets: subsets.with(at, withPolicy(own, port, edit)) }
    : withPolicy(spec, port, edit);
  const step = stepBetween(ref, before, { ...after, spec: changed });
  return step === null ? err('Nothing changes.') : ok({ steps: [step] });
}

/** What a port's settings are made of (TrafficPolicy.PortTrafficPolicy, istio/api networking/v1 b8f8791d). */
const ofPorts = ['connectionPool', 'loadBalancer', 'outlierDetection', 'tls'];

/** A spec or a subset with its policy changed, for all ports or one; a policy with nothing left in it goes. */
function withPolicy(parent: JsonObject, port: number | null, edit: PolicyEdit): JsonObject {
  const policy = objectAt(parent, 'trafficPolicy');
  const after = port === null ? edit(policy) : withPort(policy, port, edit);
  return setFields(parent, { trafficPolicy: setGroup(after, {}) });
}

/** Settings of a port replace all that stands above them: new ones start as what held for the port until now. */
function withPort(policy: JsonObject, port: number, edit: PolicyEdit): JsonObject {
  const settings = listAt(policy, 'portLevelSettings');
  const at = settings.findIndex((one) => numberAt(objectAt(one, 'port'), 'number') === port);
  const own = settings[at];
  const inherited = Object.fromEntries(Object.entries(policy).filter(([key]) => ofPorts.includes(key)));
  const changed = isObject(own) ? edit(own) : { port: { number: port }, ...edit(inherited) };
  const left = Object.keys(changed).some((key) => key !== 'port');
  const all =
    at < 0
      ? left
        ? [...settings, changed]
        : settings
      : left
        ? settings.with(at, changed)
        : settings.toSpliced(at, 1);
  return setFields(policy, { portLevelSettings: all.length === 0 ? null : all });
}
