import { type JsonObject, textAt } from '#lib/core/json.ts';
import { badRequest, invalid } from '../errors/errors.ts';
import { apiVersionOf } from '../types/type-registry.ts';
import type { ObjectTarget } from './write-options.ts';

/** Built-in types take a body without kind or apiVersion for what the path says it is. */
export function withIdentity(target: ObjectTarget, object: JsonObject): JsonObject {
  if (target.type.custom) return object;
  return {
    ...object,
    apiVersion: textAt(object, 'apiVersion') || apiVersionOf(target.type),
    kind: textAt(object, 'kind') || target.type.kind,
  };
}

/** @throws StatusError 400 when kind, version, namespace or name of a body are not those of the request */
export function checkIdentity(target: ObjectTarget, object: JsonObject): void {
  const expected = apiVersionOf(target.type);
  const version = textAt(object, 'apiVersion');
  const kind = textAt(object, 'kind');
  if (kind === '') throw badRequest(`Object 'Kind' is missing in '${JSON.stringify(object).slice(0, 300)}'`);
  if (version === '') {
    throw badRequest(`Object 'apiVersion' is missing in '${JSON.stringify(object).slice(0, 300)}'`);
  }
  if (version !== expected || kind !== target.type.kind) {
    if (version !== expected) {
      throw badRequest(
        `the API version in the data (${version}) does not match the expected API version (${expected})`,
      );
    }
    throw badRequest(
      `${kind} in version ${JSON.stringify(target.type.version)} cannot be handled as a ${target.type.kind}: converting (${kind}) to (${target.type.kind}): unknown conversion`,
    );
  }
  const namespace = textAt(object.metadata, 'namespace');
  if (target.type.namespaced && namespace !== '' && namespace !== target.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const name = textAt(object.metadata, 'name');
  if (target.name !== '' && name !== '' && name !== target.name) {
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${target.name})`);
  }
}

/**
 * The same for an update, in the words that updates are answered with.
 * @throws StatusError 400, or 422 where a patch changed what a custom resource may not change
 */
export function checkUpdateIdentity(target: ObjectTarget, object: JsonObject, patched: boolean): void {
  const { type, name } = target;
  if (patched) {
    if (type.custom) refuseChanged(target, object);
    if (textAt(object.metadata, 'name') === '') {
      throw badRequest(
        `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
      );
    }
  }
  const namespace = textAt(object.metadata, 'namespace');
  if (type.namespaced && namespace !== '' && namespace !== target.namespace) {
    throw badRequest(
      `the namespace of the object (${namespace}) does not match the namespace on the request (${target.namespace})`,
    );
  }
  checkIdentity(target, object);
}

function refuseChanged(target: ObjectTarget, object: JsonObject): void {
  const { type, name } = target;
  const expected = { apiVersion: apiVersionOf(type), kind: type.kind };
  const causes = (['apiVersion', 'kind'] as const)
    .filter((field) => textAt(object, field) !== expected[field])
    .map((field) => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(textAt(object, field))}: must be ${expected[field]}`,
      field,
    }));
  if (causes.length > 0) throw invalid(type.kind, type.group, name, causes);
}
