import { numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { timestamp } from '../cluster-state.ts';
import { invalid, methodNotAllowed, notFound } from '../errors/errors.ts';
import type { ApiRequest } from '../http/api-request.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import type { ObjectTarget } from '../objects/write-options.ts';
import { resourceKey } from '../storage/object-store.ts';
import { objectBody } from '../verbs/write-objects.ts';
import { issueToken } from './service-account-token.ts';

/** Seconds: what a request without `expirationSeconds` gets, and the least that may be asked for (Kubernetes' own limits). */
const usual = 3600;
const least = 600;

/**
 * POST serviceaccounts/NAME/token: a TokenRequest, answered with a token.
 * @throws StatusError 404 without such an account, 405 for another verb, 422 for too short a life
 */
export async function requestToken(
  request: ApiRequest,
  { type, namespace, name }: ObjectTarget,
): Promise<Reply> {
  const { state } = request;
  if (request.method !== 'POST') throw methodNotAllowed(request.method.toLowerCase(), type);
  const { object } = await objectBody(request);
  const account = state.store.get(resourceKey(type), namespace, name);
  if (account === null) throw notFound(type, name);
  const life = numberAt(object.spec, 'expirationSeconds') ?? usual;
  if (life < least) {
    const message = `Invalid value: ${life}: may not specify a duration less than 10 minutes`;
    throw invalid('TokenRequest', 'authentication.k8s.io', '', [
      { reason: 'FieldValueInvalid', field: 'spec.expirationSeconds', message },
    ]);
  }
  const expiresAt = state.clock() + life * 1000;
  const token = issueToken(state, { namespace, name, uid: textAt(account.metadata, 'uid'), expiresAt });
  const spec = {
    audiences: ['https://kubernetes.default.svc'],
    ...objectAt(object, 'spec'),
    expirationSeconds: life,
  };
  return jsonReply(
    {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace, creationTimestamp: timestamp(state) },
      spec,
      status: { token, expirationTimestamp: timestamp({ clock: () => expiresAt }) },
    },
    201,
  );
}
