import { type Json, type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import type { User } from '../cluster-state.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Attributes } from './attributes.ts';
import { ruleAllows } from './rules.ts';

const rbac = 'rbac.authorization.k8s.io';

/** The answer of the authorizer; `reason` names the binding that allows. */
export interface Decision {
  allowed: boolean;
  reason: string;
}

/** Rules that a binding gives, with what to call the binding in a reason. */
interface Grant {
  rules: Json[];
  reason: string;
}

/** Decides by the Roles, ClusterRoles and their bindings that are in the store now. */
export function authorize(store: ObjectStore, attributes: Attributes): Decision {
  const namespace = attributes.kind === 'resource' ? attributes.namespace : '';
  for (const { rules, reason } of grants(store, attributes.user, namespace)) {
    if (rules.some((rule) => ruleAllows(rule, attributes))) return { allowed: true, reason };
  }
  return { allowed: false, reason: '' };
}

/** Every rule that holds for a user in a namespace (empty: cluster-wide rules only). */
export function rulesFor(store: ObjectStore, user: User, namespace: string): Json[] {
  return grants(store, user, namespace).flatMap((grant) => grant.rules);
}

function grants(store: ObjectStore, user: User, namespace: string): Grant[] {
  const clusterWide = store.list(`${rbac}/clusterrolebindings`, null).objects;
  const inNamespace = namespace === '' ? [] : store.list(`${rbac}/rolebindings`, namespace).objects;
  const bindings = [...clusterWide, ...inNamespace].filter((binding) => binds(binding, user));
  return bindings.map((binding) => ({ rules: rulesOf(store, binding), reason: reasonOf(binding, user) }));
}

function binds(binding: JsonObject, user: User): boolean {
  const home = textAt(binding.metadata, 'namespace');
  return listAt(binding, 'subjects').some((subject) => isSubject(subject, user, home));
}

function isSubject(subject: Json, user: User, home: string): boolean {
  const name = textAt(subject, 'name');
  switch (textAt(subject, 'kind')) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount':
      return user.name === `system:serviceaccount:${textAt(subject, 'namespace') || home}:${name}`;
    default:
      return false;
  }
}

function rulesOf(store: ObjectStore, binding: JsonObject): Json[] {
  const reference = objectAt(binding, 'roleRef');
  const name = textAt(reference, 'name');
  const role =
    textAt(reference, 'kind') === 'ClusterRole'
      ? store.get(`${rbac}/clusterroles`, '', name)
      : store.get(`${rbac}/roles`, textAt(binding.metadata, 'namespace'), name);
  return role === null ? [] : listAt(role, 'rules');
}

function reasonOf(binding: JsonObject, user: User): string {
  const metadata = objectAt(binding, 'metadata');
  const namespace = textAt(metadata, 'namespace');
  const what = namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding';
  const where = namespace === '' ? textAt(metadata, 'name') : `${textAt(metadata, 'name')}/${namespace}`;
  const role = objectAt(binding, 'roleRef');
  const subject = listAt(binding, 'subjects').find((s) => isSubject(s, user, namespace)) ?? null;
  return `RBAC: allowed by ${what} "${where}" of ${textAt(role, 'kind')} "${textAt(role, 'name')}" to ${textAt(subject, 'kind')} "${textAt(subject, 'name')}"`;
}
