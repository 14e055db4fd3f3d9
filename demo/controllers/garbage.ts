import type { RawObject } from '#demo/kube-client/raw-object.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { controllerUid } from './model.ts';
import type { Write } from './write.ts';

const manager = 'kube-controller-manager';

/** Whether the controller of an object is gone, so that the object goes too (background deletion). */
export function isOrphan(object: RawObject, ownerExists: (uid: string) => boolean): boolean {
  const owner = controllerUid(object);
  return owner !== null && object.metadata.deletionTimestamp === undefined && !ownerExists(owner);
}

/**
 * The garbage collector's part in deleting an owner: with the finalizer `foregroundDeletion` its dependents go first, with
 * `orphan` they are let go; then the finalizer is taken off.
 */
export function finishDeletion(
  owner: RawObject,
  kind: KindName,
  dependents: readonly RawObject[],
  dependentKind: KindName,
): Write[] {
  const finalizers = owner.metadata.finalizers ?? [];
  const mine = finalizers.find((name) => name === 'foregroundDeletion' || name === 'orphan');
  if (owner.metadata.deletionTimestamp === undefined || mine === undefined) return [];
  const removal: Write = patch(owner, kind, { finalizers: finalizers.filter((name) => name !== mine) });
  if (mine === 'orphan') {
    return [...dependents.map((target) => patch(target, dependentKind, { ownerReferences: null })), removal];
  }
  if (dependents.length === 0) return [removal];
  return dependents.map((target) => ({ verb: 'delete', kind: dependentKind, target }));
}

const patch = (target: RawObject, kind: KindName, metadata: Record<string, unknown>): Write => ({
  verb: 'patch',
  kind,
  manager,
  target,
  subresource: null,
  patch: { metadata },
});
