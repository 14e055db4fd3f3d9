import fastJsonPatch, { type Operation } from 'fast-json-patch';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { JsonPatchOperation } from './change-plan.ts';

/** An object after a patch; null where one of its tests fails or it does not fit the object. The object itself stays as it is. */
export function patched(object: KubeObject, patch: readonly JsonPatchOperation[]): KubeObject | null {
  const copy = structuredClone(object);
  for (const operation of patch) {
    try {
      fastJsonPatch.applyOperation(copy, toLibrary(operation), false, true);
    } catch {
      return null;
    }
  }
  return copy;
}

/** fast-json-patch's own type of an operation; ours has the same fields but `value` of type unknown. */
const toLibrary = (operation: JsonPatchOperation) => operation as Operation;
