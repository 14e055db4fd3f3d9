import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { KubeObject, ObjectMeta } from '#lib/k8s/object.ts';
import type { PatchStep } from './change-plan.ts';
import { patchBetween } from './patch.ts';

/** What of the metadata people write; the rest belongs to the API server. */
const writtenMeta: ReadonlySet<string> = new Set(['labels', 'annotations', 'finalizers', 'ownerReferences']);
/** What an object is called by, and what controllers write. */
const notWritten: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'status']);

/**
 * The step that makes an object as it is into one as it shall be, both of them whole, and touches only what differs; null where
 * nothing does. Status and what the API server keeps in the metadata are left alone. It holds on the version of `before`.
 */
export function stepBetween(ref: ObjectRef, before: KubeObject, after: KubeObject): PatchStep | null {
  const patch = [...patchBetween(content(before), content(after))];
  const { resourceVersion = '', generation = null } = before.metadata;
  return patch.length === 0 ? null : { do: 'patch', ref, resourceVersion, generation, patch };
}

/** The metadata with which an object is created that was deleted: its name, and what people wrote. */
export const writtenMetadata = ({ name, namespace, ...metadata }: ObjectMeta) => ({
  name,
  ...(namespace === undefined ? {} : { namespace }),
  ...picked(metadata, (key) => writtenMeta.has(key)),
});

const content = (object: KubeObject) => ({
  ...picked(object, (key) => !notWritten.has(key)),
  metadata: picked(object.metadata, (key) => writtenMeta.has(key)),
});

const picked = (of: object, wanted: (key: string) => boolean) =>
  Object.fromEntries(Object.entries(of).filter(([key]) => wanted(key)));
