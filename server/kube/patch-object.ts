import { WeftError } from '#lib/core/error-code.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { JsonPatchOperation } from '#lib/edit/change-plan.ts';
import type { PatchedObject, Viewer } from '#server/context.ts';
import { objectPath, type ServedKind } from './api-path.ts';
import type { KubeClient } from './client.ts';
import { asKubeFailure } from './kube-failure.ts';
import { asObject } from './list.ts';
import { withoutFieldSets } from './read-object.ts';
import { weftErrorOf } from './weft-error.ts';

export interface PatchRequest {
  readonly ref: ObjectRef;
  readonly operations: readonly JsonPatchOperation[];
  readonly dryRun: boolean;
  readonly viewer: Viewer;
}

/** Patches one object with the viewer's rights. Throws WeftError. */
export async function patchObject(
  client: KubeClient,
  kind: ServedKind,
  { ref, operations, dryRun, viewer }: PatchRequest,
  signal: AbortSignal,
): Promise<PatchedObject> {
  const query = new URLSearchParams({ fieldManager: 'weft', fieldValidation: 'Strict' });
  if (dryRun) query.set('dryRun', 'All');
  try {
    const answer = await client.request({
      path: `${objectPath(kind, ref.namespace, ref.name)}?${query}`,
      method: 'PATCH',
      contentType: 'application/json-patch+json',
      body: operations,
      token: viewer.token,
      signal,
    });
    const object = asObject(answer.body);
    if (object === null) {
      throw new WeftError(
        'unavailable',
        'The API server answered a patch with something that is not an object.',
      );
    }
    return { object: withoutFieldSets(object), warnings: answer.warnings };
  } catch (cause) {
    if (cause instanceof WeftError) throw cause;
    throw weftErrorOf(asKubeFailure(cause), ref);
  }
}
