import { type Json, listAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import type { ClusterState } from '../cluster-state.ts';
import { matchesLabels, requirementsOf } from '../selectors/label-selector.ts';
import type { Admission } from './admission.ts';

/** Whether a webhook wants to see a write: its rules, namespaceSelector and objectSelector (old or new object). */
export function webhookMatches(state: ClusterState, hook: Json, admission: Admission): boolean {
  return (
    listAt(hook, 'rules').some((rule) => ruleMatches(state, hook, rule, admission)) &&
    namespaceMatches(state, hook, admission) &&
    objectMatches(hook, admission)
  );
}

function ruleMatches(state: ClusterState, hook: Json, rule: Json, admission: Admission): boolean {
  const { type } = admission;
  const has = (key: string, value: string): boolean => {
    const values = textsAt(rule, key);
    return values.includes('*') || values.includes(value);
  };
  const scope = textAt(rule, 'scope') || '*';
  const scoped = scope === '*' || (scope === 'Namespaced') === type.namespaced;
  return (
    has('operations', admission.operation) &&
    has('apiGroups', type.group) &&
    versionMatches(state, hook, rule, admission) &&
    resourceMatches(textsAt(rule, 'resources'), type.plural, admission.subresource) &&
    scoped
  );
}

/** matchPolicy Equivalent (the default) also catches the same object written through another served version. */
function versionMatches(state: ClusterState, hook: Json, rule: Json, admission: Admission): boolean {
  const wanted = textsAt(rule, 'apiVersions');
  if (wanted.includes('*') || wanted.includes(admission.type.version)) return true;
  if (textAt(hook, 'matchPolicy') === 'Exact') return false;
  const served = state.types.versionsOf(admission.type.group, admission.type.plural);
  return served.some((type) => wanted.includes(type.version));
}

function resourceMatches(resources: readonly string[], plural: string, subresource: string): boolean {
  const full = subresource === '' ? plural : `${plural}/${subresource}`;
  return resources.some(
    (wanted) =>
      wanted === full ||
      wanted === '*/*' ||
      (wanted === '*' && subresource === '') ||
      wanted === `${plural}/*` ||
      (subresource !== '' && wanted === `*/${subresource}`),
  );
}

function namespaceMatches(state: ClusterState, hook: Json, admission: Admission): boolean {
  const requirements = requirementsOf(objectAt(hook, 'namespaceSelector'));
  if (requirements.length === 0) return true;
  const isNamespace = admission.type.kind === 'Namespace' && admission.type.group === '';
  if (!admission.type.namespaced && !isNamespace) return true;
  const namespace = isNamespace
    ? (admission.object ?? admission.oldObject)
    : state.store.get('/namespaces', '', admission.namespace);
  return matchesLabels(objectAt(namespace?.metadata, 'labels'), requirements);
}

function objectMatches(hook: Json, admission: Admission): boolean {
  const requirements = requirementsOf(objectAt(hook, 'objectSelector'));
  if (requirements.length === 0) return true;
  return [admission.object, admission.oldObject].some(
    (object) => object !== null && matchesLabels(objectAt(object.metadata, 'labels'), requirements),
  );
}
