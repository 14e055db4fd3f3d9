import type { JsonObject } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';
import { apiVersionOf } from './type-registry.ts';

/** A stored object as one served version shows it: the versions of a kind differ in their name only. */
export function atVersion(object: JsonObject, type: ResourceType): JsonObject {
  const apiVersion = apiVersionOf(type);
  if (object.apiVersion === apiVersion && object.kind === type.kind) return object;
  const { apiVersion: _version, kind: _kind, ...rest } = object;
  return { apiVersion, kind: type.kind, ...rest };
}
