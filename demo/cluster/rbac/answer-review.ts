import { isObject, type Json, type JsonObject, listAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import type { ClusterState, User } from '../cluster-state.ts';
import { timestamp } from '../cluster-state.ts';
import { badRequest, invalid } from '../errors/errors.ts';
import type { ResourceType } from '../schema/types.ts';
import { userOfToken } from '../tokens/service-account-token.ts';
import type { Attributes } from './attributes.ts';
import { authorize, rulesFor } from './authorize.ts';

/**
 * Answers a review object: what was asked, with a status.
 * @throws StatusError 400 or 422 when the question is incomplete
 */
export function answerReview(
  state: ClusterState,
  type: ResourceType,
  namespace: string,
  review: JsonObject,
  user: User,
): JsonObject {
  const asked = { ...review, metadata: { creationTimestamp: null, ...objectAt(review, 'metadata') } };
  const spec = objectAt(review, 'spec');
  switch (type.kind) {
    case 'TokenReview':
      return { ...asked, status: tokenStatus(state, spec) };
    case 'SelfSubjectReview':
      return {
        ...asked,
        metadata: { creationTimestamp: timestamp(state) },
        status: { userInfo: userInfo(user) },
      };
    case 'SelfSubjectRulesReview':
      return { ...asked, status: rulesStatus(state, user, textAt(spec, 'namespace')) };
    case 'SelfSubjectAccessReview':
      return { ...asked, status: accessStatus(state, type, spec, user) };
    default:
      return { ...asked, status: accessStatus(state, type, spec, askedUser(type, spec, namespace)) };
  }
}

const userInfo = (user: User): JsonObject => ({ username: user.name, uid: user.uid, groups: user.groups });

function tokenStatus(state: ClusterState, spec: JsonObject): JsonObject {
  const user = userOfToken(state, textAt(spec, 'token'));
  const audiences = textsAt(spec, 'audiences');
  if (user === undefined) return { user: {}, error: 'invalid bearer token' };
  return {
    authenticated: true,
    user: userInfo(user),
    audiences: audiences.length === 0 ? ['https://kubernetes.default.svc'] : audiences,
  };
}

function askedUser(type: ResourceType, spec: JsonObject, namespace: string): User {
  const groups = textsAt(spec, 'groups');
  const name = textAt(spec, 'user');
  if (name === '' && groups.length === 0) {
    throw invalid(type.kind, type.group, '', [
      {
        reason: 'FieldValueInvalid',
        field: 'spec.user',
        message: 'Invalid value: "": at least one of user or group must be specified',
      },
    ]);
  }
  const asked = textAt(objectAt(spec, 'resourceAttributes'), 'namespace');
  if (type.kind === 'LocalSubjectAccessReview' && asked !== namespace) {
    throw badRequest(`spec.resourceAttributes.namespace must match namespace: ${namespace}`);
  }
  return { name, uid: textAt(spec, 'uid'), groups };
}

function accessStatus(state: ClusterState, type: ResourceType, spec: JsonObject, user: User): JsonObject {
  const decision = authorize(state.store, askedAttributes(type, spec, user));
  return { allowed: decision.allowed, ...(decision.reason === '' ? {} : { reason: decision.reason }) };
}

function askedAttributes(type: ResourceType, spec: JsonObject, user: User): Attributes {
  const resource = spec.resourceAttributes;
  const path = spec.nonResourceAttributes;
  if (isObject(resource) === isObject(path)) {
    throw invalid(type.kind, type.group, '', [
      {
        reason: 'FieldValueInvalid',
        field: 'spec.resourceAttributes',
        message:
          'Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified',
      },
    ]);
  }
  if (isObject(path)) return { kind: 'path', user, verb: textAt(path, 'verb'), path: textAt(path, 'path') };
  return {
    kind: 'resource',
    user,
    verb: textAt(resource, 'verb'),
    group: textAt(resource, 'group'),
    resource: textAt(resource, 'resource'),
    subresource: textAt(resource, 'subresource'),
    namespace: textAt(resource, 'namespace'),
    name: textAt(resource, 'name'),
  };
}

function rulesStatus(state: ClusterState, user: User, namespace: string): JsonObject {
  const rules = rulesFor(state.store, user, namespace);
  const pick = (rule: Json, keys: readonly string[]): JsonObject =>
    Object.fromEntries(
      keys.filter((key) => listAt(rule, key).length > 0).map((key) => [key, listAt(rule, key)]),
    );
  return {
    resourceRules: rules
      .filter((rule) => listAt(rule, 'resources').length > 0)
      .map((rule) => pick(rule, ['verbs', 'apiGroups', 'resources', 'resourceNames'])),
    nonResourceRules: rules
      .filter((rule) => listAt(rule, 'nonResourceURLs').length > 0)
      .map((rule) => pick(rule, ['verbs', 'nonResourceURLs'])),
    incomplete: false,
  };
}
