import { WeftError } from '#lib/core/error-code.ts';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { KubeWrite, Viewer, WrittenObject } from '#server/context.ts';
import { collectionPath, objectPath, type ServedKind } from './api-path.ts';
import type { KubeClient, KubeRequest } from './client.ts';
import { asKubeFailure } from './kube-failure.ts';
import { asObject } from './list.ts';
import { withoutFieldSets } from './read-object.ts';
import { weftErrorOf } from './weft-error.ts';

export interface WriteRequest {
  readonly ref: ObjectRef;
  readonly write: KubeWrite;
  readonly dryRun: boolean;
  readonly viewer: Viewer;
}

/** Patches, creates or deletes one object with the viewer's rights. Throws WeftError. */
export async function writeObject(
  client: KubeClient,
  kind: ServedKind,
  { ref, write, dryRun, viewer }: WriteRequest,
  signal: AbortSignal,
): Promise<WrittenObject> {
  try {
    const answer = await client.request({
      ...requestOf(kind, ref, write, dryRun),
      token: viewer.token,
      signal,
    });
    const object = write.do === 'delete' ? null : asObject(answer.body);
    if (object === null && write.do !== 'delete')
      throw new WeftError(
        'unavailable',
        'The API server answered a write with something that is not an object.',
      );
    return { object: object === null ? null : withoutFieldSets(object), warnings: answer.warnings };
  } catch (cause) {
    if (cause instanceof WeftError) throw cause;
    const failure = asKubeFailure(cause);
    if (write.do === 'create' && failure.status === 409) throw isThere(ref, failure);
    throw weftErrorOf(failure, ref);
  }
}

function requestOf(
  kind: ServedKind,
  ref: ObjectRef,
  write: KubeWrite,
  dryRun: boolean,
): Pick<KubeRequest, 'path' | 'method' | 'contentType' | 'body'> {
  const query = new URLSearchParams({ fieldManager: 'weft', fieldValidation: 'Strict' });
  if (dryRun) query.set('dryRun', 'All');
  const at = objectPath(kind, ref.namespace, ref.name);
  switch (write.do) {
    case 'patch':
      return {
        path: `${at}?${query}`,
        method: 'PATCH',
        contentType: 'application/json-patch+json',
        body: write.operations,
      };
    case 'create':
      return {
        path: `${collectionPath(inVersionOf(write.object, kind), ref.namespace)}?${query}`,
        method: 'POST',
        body: write.object,
      };
    case 'delete':
      return {
        path: at,
        method: 'DELETE',
        // The options of a deletion are those of its body alone: a real API server passes over the query then.
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          ...(dryRun ? { dryRun: ['All'] } : {}),
          preconditions: { resourceVersion: write.resourceVersion },
        },
      };
  }
}

/** An object is created in the version in which it is written, which may be another than the one that Weft reads. */
const inVersionOf = ({ apiVersion }: KubeObject, kind: ServedKind): ServedKind => ({
  ...kind,
  version: apiVersion.slice(apiVersion.indexOf('/') + 1),
});

const isThere = (ref: ObjectRef, cause: Error) =>
  new WeftError('conflict', `${objectName(ref)} is there already.`, {
    cure: 'Open it and change it, or choose another name.',
    cause,
  });
