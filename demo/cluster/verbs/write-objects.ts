import { isObject, type JsonObject } from '#lib/core/json.ts';
import { badRequest } from '../errors/errors.ts';
import { type ApiRequest, isOn, parameter } from '../http/api-request.ts';
import { type DecodedBody, decodeBody } from '../http/decode-body.ts';
import { parseMediaTypes } from '../http/media-type.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { writeOptions } from '../http/request-options.ts';
import { type Body, createObject } from '../objects/create-object.ts';
import { replaceObject } from '../objects/replace-object.ts';
import type { ObjectTarget } from '../objects/write-options.ts';
import { patchObject, patchTypes } from '../patch/patch-object.ts';
import { presenter } from './present.ts';

/** POST on a collection. */
export async function postObject(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  const view = presenter(request, target.type);
  const options = writeOptions(request, 'CreateOptions');
  const object = await createObject(request.state, target, await objectBody(request), options);
  return jsonReply(view.one(object), 201);
}

/** PUT on an object or its status. */
export async function putObject(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  const view = presenter(request, target.type);
  const body = await objectBody(request);
  const object = await replaceObject(
    request.state,
    target,
    { next: () => body, needsVersion: target.type.custom, patched: false, applied: false },
    writeOptions(request, 'UpdateOptions'),
  );
  return jsonReply(view.one(object));
}

/** PATCH on an object or its status: JSON patch, merge patch, strategic merge patch or server-side apply. */
export async function patchTarget(request: ApiRequest, target: ObjectTarget): Promise<Reply> {
  const view = presenter(request, target.type);
  const { mediaType, body } = await patchBody(request);
  const options = writeOptions(request, 'PatchOptions');
  // Only apply insists on a manager; for the others the user agent stands in.
  if (mediaType === patchTypes.apply) options.fieldManager = parameter(request, 'fieldManager');
  const patch = {
    mediaType,
    value: body.value,
    repeated: body.repeated,
    force: isOn(request, 'force'),
  };
  const { object, created } = await patchObject(request.state, target, patch, options);
  return jsonReply(view.one(object), created ? 201 : 200);
}

/** The body of a PATCH with its media type, not yet judged by what the resource accepts. */
export async function patchBody(request: ApiRequest): Promise<{ mediaType: string; body: DecodedBody }> {
  const contentType = request.headers['content-type'] ?? '';
  const mediaType = parseMediaTypes(contentType)[0]?.type ?? '';
  const known = Object.values(patchTypes).some((type) => type === mediaType);
  // An unknown type is refused later, with the list of what the resource takes.
  if (!known) return { mediaType, body: { value: null, repeated: [] } };
  return { mediaType, body: decodeBody(await request.readBody(), contentType) };
}

/** @throws StatusError 400 when the body is not an object */
export async function objectBody(request: ApiRequest): Promise<Body> {
  const { value, repeated } = decodeBody(await request.readBody(), request.headers['content-type']);
  if (!isObject(value)) throw badRequest('the object provided is unrecognized: the body is not an object');
  return { object: value as JsonObject, repeated };
}
