import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';

/** One operation of RFC 6902. `test` says what was seen when the change was made, so that nothing else is overwritten. */
const jsonPatchOperation = z.discriminatedUnion('op', [
  z.object({ op: z.literal('test'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('add'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('replace'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('remove'), path: z.string() }),
]);
export type JsonPatchOperation = z.infer<typeof jsonPatchOperation>;

/** A Kubernetes object as it is sent to be created: nothing of it is dropped. */
export const wholeObject = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({ name: z.string().min(1), namespace: z.string().optional() }),
});

/** A change to one existing object, based on the version that was seen (`resourceVersion` and spec `generation`). */
const patchStep = z.object({
  do: z.literal('patch'),
  ref: objectRef,
  resourceVersion: z.string(),
  generation: z.number().int().nullable(),
  patch: z.array(jsonPatchOperation).min(1),
});
export type PatchStep = z.infer<typeof patchStep>;

/** An object that is not there yet; one of that name that is there meanwhile is a conflict, never overwritten. */
const createStep = z.object({ do: z.literal('create'), ref: objectRef, object: wholeObject });
export type CreateStep = z.infer<typeof createStep>;

/** An object to delete, as it was seen: one whose spec has changed since is a conflict. */
const deleteStep = z.object({
  do: z.literal('delete'),
  ref: objectRef,
  resourceVersion: z.string(),
  generation: z.number().int().nullable(),
});
export type DeleteStep = z.infer<typeof deleteStep>;

export const changeStep = z.discriminatedUnion('do', [patchStep, createStep, deleteStep]);
export type ChangeStep = z.infer<typeof changeStep>;

/** What every editor produces and the only thing that is ever applied: steps in the order in which they must land. */
export const changePlan = z.object({ steps: z.array(changeStep).min(1).max(50) });
export type ChangePlan = z.infer<typeof changePlan>;

/** A JSON Pointer (RFC 6901) from path segments. */
export function jsonPointer(segments: readonly (string | number)[]): string {
  return segments.map((s) => `/${String(s).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
