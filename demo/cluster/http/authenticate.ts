import type { IncomingHttpHeaders } from 'node:http';
import type { ClusterState, User } from '../cluster-state.ts';
import { forbidden, unauthorized } from '../errors/errors.ts';
import { denialText } from '../rbac/attributes.ts';
import { authorize } from '../rbac/authorize.ts';
import { userOfToken } from '../tokens/service-account-token.ts';

const anonymous: User = { name: 'system:anonymous', uid: '', groups: ['system:unauthenticated'] };

/**
 * Who asks: the owner of the bearer token, nobody without one, or whom they may impersonate.
 * @throws StatusError 401 for an unknown token, 403 when impersonation is not allowed
 */
export function authenticate(state: ClusterState, headers: IncomingHttpHeaders): User {
  const user = bearer(state, headers.authorization);
  const wanted = headers['impersonate-user'];
  return typeof wanted === 'string' && wanted !== '' ? impersonated(state, user, wanted, headers) : user;
}

function bearer(state: ClusterState, header: string | undefined): User {
  if (header === undefined) return anonymous;
  const token = /^Bearer\s+(.+)$/i.exec(header)?.[1];
  const user = token === undefined ? undefined : userOfToken(state, token);
  if (user === undefined) throw unauthorized();
  return user;
}

function impersonated(state: ClusterState, user: User, name: string, headers: IncomingHttpHeaders): User {
  const given = headers['impersonate-group'];
  const groups = (typeof given === 'string' ? given.split(',') : (given ?? [])).map((group) => group.trim());
  requireImpersonation(state, user, 'users', name);
  for (const group of groups) requireImpersonation(state, user, 'groups', group);
  return { name, uid: '', groups: [...groups, 'system:authenticated'] };
}

function requireImpersonation(state: ClusterState, user: User, resource: string, name: string): void {
  const attributes = {
    kind: 'resource',
    user,
    verb: 'impersonate',
    group: '',
    resource,
    subresource: '',
    namespace: '',
    name,
  } as const;
  if (authorize(state.store, attributes).allowed) return;
  throw forbidden({ group: '', plural: resource }, name, denialText(attributes));
}
