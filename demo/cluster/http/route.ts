import type { JsonObject } from '#lib/core/json.ts';
import { serveDiscovery } from '../discovery/serve-discovery.ts';
import { badRequest, forbidden, methodNotAllowed, notFound } from '../errors/errors.ts';
import { StatusError } from '../errors/status-error.ts';
import type { ObjectTarget } from '../objects/write-options.ts';
import { readLog } from '../pods/read-log.ts';
import { answerReview } from '../rbac/answer-review.ts';
import { type Attributes, denialText } from '../rbac/attributes.ts';
import { authorize } from '../rbac/authorize.ts';
import { reviewTypes } from '../rbac/review-types.ts';
import type { ResourceType } from '../schema/types.ts';
import { resourceKey } from '../storage/object-store.ts';
import { requestToken } from '../tokens/request-token.ts';
import { deleteMany, deleteOne } from '../verbs/delete-objects.ts';
import { listObjects } from '../verbs/list-objects.ts';
import { presenter } from '../verbs/present.ts';
import { scaleObject } from '../verbs/scale.ts';
import { objectBody, patchTarget, postObject, putObject } from '../verbs/write-objects.ts';
import { watchObjects } from '../watch/watch-objects.ts';
import { type ApiRequest, isOn, parameter } from './api-request.ts';
import { jsonReply, pageNotFound, type Reply } from './reply.ts';
import { parseResourcePath, type ResourcePath, verbOf } from './resource-path.ts';

/**
 * Answers one authenticated request.
 * @throws StatusError whenever the answer is not a success
 */
export async function route(request: ApiRequest): Promise<Reply> {
  const path = parseResourcePath(request.path);
  authorizeRequest(request, path);
  if (path === null) return request.method === 'GET' ? serveDiscovery(request) : pageNotFound();
  const { types } = request.state;
  const type = types.find(path.group, path.version, path.plural) ?? reviewType(path);
  if (type === null) return unknownResource(request, path);
  if (type.namespaced && path.namespace === '' && !isCollectionRead(request, path)) return pageNotFound();
  if (reviewTypes.includes(type)) return review(request, type, path.namespace);
  if (!type.namespaced && path.namespace !== '' && path.plural !== 'namespaces') return pageNotFound();
  const target: ObjectTarget = {
    type,
    namespace: type.namespaced ? path.namespace : '',
    name: path.name,
    subresource: path.subresource,
  };
  return target.name === '' ? collection(request, target) : single(request, target);
}

/** Groups that hold custom types answer in plain text, the built-in ones with a Status. */
function unknownResource(request: ApiRequest, path: ResourcePath): Reply {
  const custom = request.state.types.all().some((type) => type.custom && type.group === path.group);
  if (custom) return pageNotFound();
  throw new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});
}

const reviewType = (path: ResourcePath): ResourceType | null =>
  reviewTypes.find(
    (type) => type.group === path.group && type.version === path.version && type.plural === path.plural,
  ) ?? null;

/** A namespaced type may be read across all namespaces, not written or named there. */
const isCollectionRead = (request: ApiRequest, path: ResourcePath): boolean =>
  path.name === '' && (request.method === 'GET' || request.method === 'POST');

/** @throws StatusError 403 with the text of the real authorizer */
export function authorizeRequest(request: ApiRequest, path: ResourcePath | null): void {
  const attributes = attributesOf(request, path);
  if (authorize(request.state.store, attributes).allowed) return;
  if (attributes.kind === 'path') {
    throw new StatusError(403, 'Forbidden', `forbidden: ${denialText(attributes)}`, {});
  }
  throw forbidden(
    { group: attributes.group, plural: attributes.resource },
    attributes.name,
    denialText(attributes),
  );
}

/** What authorization is asked for a request; a list of one name counts as being about that name. */
function attributesOf(request: ApiRequest, path: ResourcePath | null): Attributes {
  const { user } = request;
  if (path === null) {
    return { kind: 'path', user, verb: request.method.toLowerCase(), path: request.path };
  }
  const named = /(?:^|,)metadata\.name==?([^,]+)/.exec(parameter(request, 'fieldSelector'))?.[1] ?? '';
  return {
    kind: 'resource',
    user,
    verb: verbOf(request.method, path.name, isOn(request, 'watch')),
    group: path.group,
    resource: path.plural,
    subresource: path.subresource,
    namespace: path.namespace,
    name: path.name === '' && request.method !== 'POST' ? named : path.name,
  };
}

async function review(request: ApiRequest, type: ResourceType, namespace: string): Promise<Reply> {
  if (request.method !== 'POST') throw methodNotAllowed(verbOf(request.method, '', false), type);
  const { object } = await objectBody(request);
  return jsonReply(answerReview(request.state, type, namespace, object, request.user), 201);
}

async function collection(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return isOn(request, 'watch')
        ? watchObjects(request, target.type, target.namespace, '')
        : listObjects(request, target.type, target.namespace);
    case 'POST':
      if (target.type.namespaced && target.namespace === '') {
        throw badRequest('an empty namespace may not be set during creation');
      }
      return postObject(request, target);
    case 'DELETE':
      return deleteMany(request, target);
    case 'PUT':
    case 'PATCH':
      throw badRequest('name must be provided');
    default:
      throw methodNotAllowed('', target.type);
  }
}

async function single(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  switch (target.subresource) {
    case '':
      return whole(request, target);
    case 'status':
      if (!target.type.subresources.status) return pageNotFound();
      if (request.method === 'DELETE') throw methodNotAllowed('delete', target.type);
      return whole(request, target);
    case 'scale':
      return target.type.subresources.scale ? scaleObject(request, target) : pageNotFound();
    case 'log':
      if (target.type.kind !== 'Pod' || request.method !== 'GET') return pageNotFound();
      return readLog(request, target.namespace, target.name);
    case 'token':
      return target.type.kind === 'ServiceAccount' ? requestToken(request, target) : pageNotFound();
    case 'portforward':
      throw badRequest('Upgrade request required');
    default:
      return pageNotFound();
  }
}

async function whole(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      if (isOn(request, 'watch')) return watchObjects(request, target.type, target.namespace, target.name);
      return jsonReply(presenter(request, target.type).one(existing(request, target)));
    case 'PUT':
      return putObject(request, target);
    case 'PATCH':
      return patchTarget(request, target);
    case 'DELETE':
      return deleteOne(request, target);
    default:
      throw methodNotAllowed(verbOf(request.method, target.name, false), target.type);
  }
}

function existing(request: ApiRequest, target: ObjectTarget): JsonObject {
  const object = request.state.store.get(resourceKey(target.type), target.namespace, target.name);
  if (object === null) throw notFound(target.type, target.name);
  return object;
}
