import { isObject, type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { serviceFqdn } from '#lib/istio/hosts.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { routesOfHost } from '#lib/mesh/effective-routes.ts';
import { objectAt as meshObjectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { annotate } from '../annotate.ts';
import type { ChangePlan } from '../change-plan.ts';
import { baseOf, type LiveObjects } from '../live-objects.ts';
import { createObject } from '../new-object.ts';
import { copyOf } from '../object-json.ts';
import { httpRulesOf } from '../service-rules.ts';
import { routeRule } from '../split/route-rules.ts';
import { stepBetween } from '../step-between.ts';
import type { RuleTarget } from './rule-target.ts';

/** The rules that stand in place of one; an error says why there can be none. */
type Edited = Result<readonly JsonObject[], string>;

/** What an editor makes of one HTTP rule, by the API it is written in. */
export interface RuleEdit {
  readonly istio: (rule: JsonObject) => Edited;
  /** Of an HTTPRoute; an error where the Gateway API has nothing of the kind. */
  readonly gatewayApi: (rule: JsonObject) => Edited;
  /** Annotations after it, given the object's HTTP rules after it; null takes one away. */
  readonly annotations?: (rules: readonly JsonObject[]) => Readonly<Record<string, string | null>>;
}

/**
 * The plan that changes one HTTP rule and touches nothing else. A service that no route governs gets a VirtualService that sends
 * everything where it goes today, with a rule for each of several HTTP ports.
 */
export function editRule(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  target: RuleTarget,
  edit: RuleEdit,
): Result<ChangePlan, string> {
  if ('service' in target) return newRule(cluster, target.service, edit);
  const { ref, rule: id } = target;
  const before = baseOf(cluster, live, ref);
  const where = `${ref.kind} ${ref.namespace}/${ref.name}`;
  if (before === null) return err(`${where} is not there.`);
  const rule = routeRule(before, id);
  if (rule === null) return err(`${where} has no rule ${id}.`);
  if (rule.protocol !== 'http') return err(`${where}, rule ${id}: only HTTP rules can do this.`);
  if (rule.delegate !== null)
    return err(
      `${where}, rule ${id}: VirtualService ${rule.delegate.namespace}/${rule.delegate.name} decides. Edit its rules.`,
    );
  const list = ref.kind === 'VirtualService' ? 'http' : 'rules';
  return edited(ref, before, list, rule.index, edit);
}

function edited(
  ref: ObjectRef,
  before: KubeObject,
  list: 'http' | 'rules',
  index: number,
  edit: RuleEdit,
): Result<ChangePlan, string> {
  const after = copyOf(before);
  const spec = objectAt(after, 'spec');
  const rules = listAt(spec, list);
  const rule = rules[index];
  const made = (list === 'http' ? edit.istio : edit.gatewayApi)(isObject(rule) ? rule : {});
  if (!made.ok) return made;
  rules.splice(index, 1, ...made.value);
  const annotations = edit.annotations?.(rules.filter(isObject)) ?? {};
  const step = stepBetween(ref, before, annotate(after, annotations));
  return step === null ? err('Nothing changes.') : ok({ steps: [step] });
}

function newRule(
  cluster: ClusterSnapshot,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  edit: RuleEdit,
): Result<ChangePlan, string> {
  if (meshObjectAt(cluster, 'Service', namespace, name) === null)
    return err(`Service ${namespace}/${name} is not there.`);
  const caller = { namespace, labels: null, gateways: null };
  const [route] = routesOfHost(cluster, serviceFqdn(name, namespace), caller);
  if (route !== undefined) {
    const { kind, namespace: at, name: of } = route.object;
    return err(`${kind} ${at}/${of} decides for ${name} already: edit one of its rules.`);
  }
  const rules: JsonObject[] = [];
  for (const rule of httpRulesOf(cluster, { namespace, name })) {
    const made = edit.istio(rule);
    if (!made.ok) return made;
    rules.push(...made.value);
  }
  if (rules.length === 0) return err(`Service ${namespace}/${name} has no port for HTTP.`);
  const annotations = edit.annotations?.(rules) ?? {};
  const written = Object.entries(annotations).filter((pair): pair is [string, string] => pair[1] !== null);
  const at = { namespace, name, elseName: 'routes' };
  const step = createObject(
    cluster,
    'VirtualService',
    at,
    { hosts: [name], http: rules },
    Object.fromEntries(written),
  );
  return ok({ steps: [step] });
}
