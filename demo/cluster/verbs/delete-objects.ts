import { isObject, type Json, type JsonObject, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import { badRequest, invalid } from '../errors/errors.ts';
import { type ApiRequest, parameter } from '../http/api-request.ts';
import { decodeBody } from '../http/decode-body.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { dryRunOf, writeOptions } from '../http/request-options.ts';
import { type DeleteOptions, deleteObject, type Propagation } from '../objects/delete-object.ts';
import type { ObjectTarget } from '../objects/write-options.ts';
import { objectFilter } from '../selectors/object-filter.ts';
import { resourceKey } from '../storage/object-store.ts';
import { presenter } from './present.ts';

/** Kinds whose DELETE answers with the object instead of a Status, as the real API server does. */
const returned = new Set(['Pod', 'Service', 'ServiceAccount', 'PersistentVolumeClaim']);

/** DELETE of one object. */
export async function deleteOne(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  const { object, gone } = await deleteObject(request.state, target, await deleteOptions(request));
  if (!gone || (returned.has(target.type.kind) && !target.type.custom)) {
    return jsonReply(presenter(request, target.type).one(object));
  }
  return jsonReply(success(target, textAt(object.metadata, 'uid')));
}

function success(target: ObjectTarget, uid: string): JsonObject {
  const { group, plural } = target.type;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: target.name, ...(group === '' ? {} : { group }), kind: plural, uid },
  };
}

/** DELETE of a collection: every object that the selectors match, each by its own rules. */
export async function deleteMany(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  const { type, namespace } = target;
  const options = await deleteOptions(request);
  const filter = objectFilter(request, type, '');
  const { store } = request.state;
  const doomed = store
    .list(resourceKey(type), namespace === '' ? null : namespace)
    .objects.filter(filter.matches);
  for (const object of doomed) {
    const metadata = objectAt(object, 'metadata');
    const one = { ...target, namespace: textAt(metadata, 'namespace'), name: textAt(metadata, 'name') };
    // An owner deleted earlier in this loop may have taken the object along.
    if (store.get(resourceKey(type), one.namespace, one.name) === null) continue;
    await deleteObject(request.state, one, options);
  }
  return jsonReply(presenter(request, type).list(doomed, { resourceVersion: String(store.version) }));
}

/** Options come in the body, else in the query. */
async function deleteOptions(request: ApiRequest): Promise<DeleteOptions> {
  const raw = await request.readBody();
  const body: Json = raw.length === 0 ? {} : decodeBody(raw, request.headers['content-type']).value;
  if (!isObject(body)) throw badRequest('the body of a delete is DeleteOptions or nothing');
  const preconditions = objectAt(body, 'preconditions');
  const base = writeOptions(request, 'DeleteOptions');
  return {
    ...base,
    // A real API server passes over the query's where there is a body (DeleteResource, k8s.io/apiserver).
    dryRun: raw.length === 0 ? base.dryRun : dryRunOf(textsAt(body, 'dryRun'), 'DeleteOptions'),
    preconditions: {
      uid: textAt(preconditions, 'uid'),
      resourceVersion: textAt(preconditions, 'resourceVersion'),
    },
    propagation: propagationOf(
      textAt(body, 'propagationPolicy') || parameter(request, 'propagationPolicy'),
      body.orphanDependents === true || parameter(request, 'orphanDependents') === 'true',
    ),
  };
}

function propagationOf(text: string, orphan: boolean): Propagation {
  if (text === 'Orphan' || text === 'Foreground' || text === 'Background') return text;
  if (text !== '') {
    throw invalid('DeleteOptions', 'meta.k8s.io', '', [
      {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${JSON.stringify(text)}: supported values: "Foreground", "Background", "Orphan", "nil"`,
        field: 'propagationPolicy',
      },
    ]);
  }
  return orphan ? 'Orphan' : 'Background';
}
