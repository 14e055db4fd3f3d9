import type { JsonObject } from '#lib/core/json.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

/** A Kubernetes object as the JSON that it came as: every part of it may be of any shape. */
export const jsonOf = (object: KubeObject): JsonObject => object as unknown as JsonObject;

/** A copy to write into. It keeps the names that make it a Kubernetes object: only what is below them may be changed. */
export const copyOf = (object: KubeObject): KubeObject & JsonObject =>
  structuredClone(object) as KubeObject & JsonObject;

/** A part of an object as the JSON that it came as. */
export const jsonOfPart = (part: object): JsonObject => part as unknown as JsonObject;
