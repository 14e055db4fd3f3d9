import { WeftError } from '#lib/core/error-code.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { trimMeta } from '#lib/k8s/trim.ts';
import { writtenKind } from '#lib/k8s/written-kinds.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import type { LiveObject, Viewer, WriteVerb } from '#server/context.ts';
import { objectPath, type ServedKind } from './api-path.ts';
import type { KubeClient } from './client.ts';
import { asKubeFailure } from './kube-failure.ts';
import { asObject } from './list.ts';
import { reviewSelfAccess } from './self-access-review.ts';
import { weftErrorOf } from './weft-error.ts';

/**
 * The kind of a reference as this API server serves it. One that is written and not watched is taken to be served: the server says
 * itself where it is not. Throws WeftError `not-found`.
 */
export function servedKind(ref: ObjectRef, served: (kind: KindName) => ServedKind | null): ServedKind {
  const name = kindNameOf(ref.group, ref.kind);
  const kind = name === null ? unwatched(ref) : served(name);
  if (kind === null) {
    throw new WeftError(
      'not-found',
      `The API server does not serve ${ref.kind} of ${ref.group || 'the core group'}.`,
    );
  }
  return kind;
}

function unwatched(ref: ObjectRef): ServedKind | null {
  const kind = writtenKind(ref.group, ref.kind);
  const [version] = kind?.versions ?? [];
  return kind === null || version === undefined ? null : { ...kind, version };
}

/** Reads one object with the viewer's rights and asks whether the viewer may patch it. Throws WeftError. */
export async function readObject(
  client: KubeClient,
  kind: ServedKind,
  ref: ObjectRef,
  viewer: Viewer,
  signal: AbortSignal,
): Promise<LiveObject> {
  try {
    const [answer, mayPatch] = await Promise.all([
      client.request({ path: objectPath(kind, ref.namespace, ref.name), token: viewer.token, signal }),
      mayDo('patch', client, kind, ref, viewer, signal),
    ]);
    const object = asObject(answer.body);
    if (object === null)
      throw new WeftError('unavailable', 'The API server answered with something that is not an object.');
    return { object: withoutFieldSets(object), mayPatch };
  } catch (cause) {
    if (cause instanceof WeftError) throw cause;
    throw weftErrorOf(asKubeFailure(cause), ref);
  }
}

/** Who wrote what stays, the lists of fields go: they are long and nobody reads them. */
export const withoutFieldSets = (object: KubeObject): KubeObject => ({
  ...object,
  metadata: trimMeta(object.metadata, true),
});

/** Whether the viewer may do `verb` to the object. An answer that cannot be had is a no. */
export async function mayDo(
  verb: 'get' | WriteVerb,
  client: KubeClient,
  kind: ServedKind,
  ref: ObjectRef,
  viewer: Viewer,
  signal: AbortSignal,
): Promise<boolean> {
  const { group, plural: resource, version } = kind;
  const asked = {
    verb,
    group,
    version,
    resource,
    namespace: ref.namespace ?? '',
    name: ref.name,
  };
  try {
    return await reviewSelfAccess(client, asked, viewer.token, signal);
  } catch {
    return false;
  }
}
