import fastJsonPatch, { type JsonPatchError, type Operation } from 'fast-json-patch';
import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';
import { badRequest, unprocessable } from '../errors/errors.ts';

const maximumOperations = 10_000;

/**
 * Applies a JSON Patch (RFC 6902) to a copy of the document.
 * @throws StatusError 400 when it is not a patch, 422 when an operation cannot be carried out or a `test` fails
 */
export function jsonPatch(document: JsonObject, patch: Json): JsonObject {
  if (!Array.isArray(patch)) {
    throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
  }
  if (patch.length > maximumOperations) {
    throw badRequest(
      `The allowed maximum operations in a JSON patch is ${maximumOperations}, got ${patch.length}`,
    );
  }
  try {
    const result = fastJsonPatch.applyPatch<Json>(document, operations(patch), true, false).newDocument;
    if (!isObject(result)) throw unprocessable('the patched document is not an object');
    return result;
  } catch (error) {
    if (!(error instanceof fastJsonPatch.JsonPatchError)) throw error;
    throw unprocessable(explain(error));
  }
}

/** Items of a patch, whose shape `applyPatch` itself checks when asked to validate. */
function operations(patch: Json[]): Operation[] {
  return patch as unknown as Operation[];
}

function explain(error: JsonPatchError): string {
  const operation: unknown = error.operation;
  const path =
    typeof operation === 'object' && operation !== null && 'path' in operation ? String(operation.path) : '';
  if (error.name === 'TEST_OPERATION_FAILED') return `testing value ${path} failed: test failed`;
  const first = error.message.split('\n')[0] ?? error.message;
  return `${first} (${path})`;
}
