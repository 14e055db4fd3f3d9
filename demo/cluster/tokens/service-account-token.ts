import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { textAt } from '#lib/core/json.ts';
import type { ClusterState, User } from '../cluster-state.ts';
import { resourceKey } from '../storage/object-store.ts';

const claims = z.object({ sub: z.string(), uid: z.string(), exp: z.number() });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const sign = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export interface ServiceAccountToken {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** A bearer token of a service account: a JWT that this process signs and that ends with it. */
export function issueToken(
  state: ClusterState,
  { namespace, name, uid, expiresAt }: ServiceAccountToken,
): string {
  const sub = `system:serviceaccount:${namespace}:${name}`;
  const text = `${encode({ alg: 'HS256' })}.${encode({ sub, uid, exp: Math.floor(expiresAt / 1000) })}`;
  return `${text}.${sign(state.tokenKey, text).toString('base64url')}`;
}

/** Whose token it is: a user's of the kubeconfig, or a service account's that still exists. Undefined for any other. */
export function userOfToken(state: ClusterState, token: string): User | undefined {
  return state.users.get(token) ?? serviceAccountOf(state, token);
}

function serviceAccountOf(state: ClusterState, token: string): User | undefined {
  const found = readToken(state, token);
  const [, , namespace = '', name = ''] = found?.sub.split(':') ?? [];
  const type = state.types.find('', 'v1', 'serviceaccounts');
  if (found === null || type === null || found.exp * 1000 <= state.clock()) return undefined;
  const account = state.store.get(resourceKey(type), namespace, name);
  // An account that was made anew under the name of an old one does not take the old one's tokens.
  if (account === null || textAt(account.metadata, 'uid') !== found.uid) return undefined;
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return { name: found.sub, uid: found.uid, groups };
}

function readToken(state: ClusterState, token: string): z.infer<typeof claims> | null {
  const [header, body, signature, ...rest] = token.split('.');
  if (header === undefined || body === undefined || signature === undefined || rest.length > 0) return null;
  const given = Buffer.from(signature, 'base64url');
  const own = sign(state.tokenKey, `${header}.${body}`);
  if (given.length !== own.length || !timingSafeEqual(given, own)) return null;
  return claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
}
