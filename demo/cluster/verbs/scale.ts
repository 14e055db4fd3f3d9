import { isObject, type JsonObject, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { badRequest, invalid, methodNotAllowed, notFound } from '../errors/errors.ts';
import type { ApiRequest } from '../http/api-request.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { writeOptions } from '../http/request-options.ts';
import { replaceObject } from '../objects/replace-object.ts';
import type { ObjectTarget } from '../objects/write-options.ts';
import { jsonPatch } from '../patch/json-patch.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { patchTypes } from '../patch/patch-object.ts';
import { resourceKey } from '../storage/object-store.ts';
import { atVersion } from '../types/at-version.ts';
import { objectBody, patchBody } from './write-objects.ts';

/** GET, PUT and PATCH of the scale subresource: the replica count of a workload as an autoscaling/v1 Scale. */
export async function scaleObject(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  const live = request.state.store.get(resourceKey(target.type), target.namespace, target.name);
  if (live === null) throw notFound(target.type, target.name);
  switch (request.method) {
    case 'GET':
      return jsonReply(scaleOf(live));
    case 'PUT': {
      const { object } = await objectBody(request);
      return rescaled(request, target, () => object);
    }
    case 'PATCH': {
      const { mediaType, body } = await patchBody(request);
      const apply = (scale: JsonObject): JsonObject => {
        if (mediaType === patchTypes.json) return jsonPatch(scale, body.value);
        const merged = mergePatch(scale, body.value);
        return isObject(merged) ? merged : scale;
      };
      return rescaled(request, target, apply);
    }
    default:
      throw methodNotAllowed(request.method.toLowerCase(), target.type);
  }
}

async function rescaled(
  request: ApiRequest,
  target: ObjectTarget,
  next: (scale: JsonObject) => JsonObject,
): Promise<Reply> {
  const options = writeOptions(request, 'UpdateOptions');
  const object = await replaceObject(
    request.state,
    target,
    {
      next: (live) => ({ object: withScale(live, next(scaleOf(live)), target), repeated: [] }),
      needsVersion: false,
      patched: true,
      applied: false,
    },
    options,
  );
  return jsonReply(scaleOf(atVersion(object, target.type)));
}

function withScale(live: JsonObject, scale: JsonObject, target: ObjectTarget): JsonObject {
  const name = textAt(scale.metadata, 'name');
  if (name !== '' && name !== target.name) {
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${target.name})`);
  }
  const replicas = numberAt(scale.spec, 'replicas') ?? 0;
  if (!Number.isInteger(replicas) || replicas < 0) {
    throw invalid('Scale', 'autoscaling', target.name, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${replicas}: must be greater than or equal to 0`,
        field: 'spec.replicas',
      },
    ]);
  }
  const version = textAt(scale.metadata, 'resourceVersion');
  const metadata = objectAt(live, 'metadata');
  return {
    ...live,
    metadata: version === '' ? metadata : { ...metadata, resourceVersion: version },
    spec: { ...objectAt(live, 'spec'), replicas },
  };
}

function scaleOf(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const labels = objectAt(objectAt(object.spec, 'selector'), 'matchLabels');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      creationTimestamp: metadata.creationTimestamp,
    },
    spec: { replicas: numberAt(object.spec, 'replicas') ?? 0 },
    status: {
      replicas: numberAt(object.status, 'replicas') ?? 0,
      selector: Object.entries(labels)
        .map(([key, value]) => `${key}=${String(value)}`)
        .join(','),
    },
  };
}
