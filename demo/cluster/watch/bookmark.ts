import type { JsonObject } from '#lib/core/json.ts';

/** The object of a BOOKMARK event: an empty one of the watched kind that carries only the version reached. */
export function bookmarkObject(
  apiVersion: string,
  kind: string,
  version: number,
  annotations: JsonObject,
): JsonObject {
  return {
    kind,
    apiVersion,
    metadata: {
      resourceVersion: String(version),
      creationTimestamp: null,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
  };
}
