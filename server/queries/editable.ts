import type { EditableResponse } from '#lib/api/edit-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ObjectMeta } from '#lib/k8s/object.ts';
import { rightName } from '#lib/k8s/right-name.ts';
import { managerOf } from '#lib/mesh/manager-of.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import type { Context, WriteVerb } from '../context.ts';
import { clusterOf } from './review.ts';

/**
 * An object whole, read live with the viewer's rights, and what the viewer may do to it as Kubernetes answers. Throws WeftError
 * `bad-request` for a kind that Weft does not read, `not-found`, `forbidden`, `unavailable`.
 */
export async function readEditable(ctx: Context, ref: ObjectRef): Promise<EditableResponse> {
  if (kindNameOf(ref.group, ref.kind) === null) {
    throw new WeftError('bad-request', `Weft does not edit objects of kind ${ref.kind}.`, {
      cure: 'Choose a kind that the connection panel lists.',
    });
  }
  const [{ object, mayPatch }, mayDelete] = await Promise.all([
    ctx.kube.read(ref, ctx.viewer, ctx.signal),
    ctx.kube.may('delete', ref, ctx.viewer, ctx.signal),
  ]);
  const manager = managerOf(clusterOf(ctx.kube.snapshot(), ref.cluster), object);
  const right = (verb: WriteVerb, allowed: boolean) => ({
    allowed,
    lacks: allowed ? null : rightName(verb, ref),
  });
  return {
    object: ref,
    content: { ...object, metadata: plain(object.metadata) },
    may: { patch: right('patch', mayPatch), delete: right('delete', mayDelete) },
    viewOnly: ctx.viewOnly ?? false,
    managedBy: manager === null ? null : { by: manager.by, name: manager.name },
  };
}

/** The same metadata, as JSON is typed. */
const plain = ({ name, namespace, ...metadata }: ObjectMeta) => ({
  ...metadata,
  name,
  ...(namespace === undefined ? {} : { namespace }),
});
