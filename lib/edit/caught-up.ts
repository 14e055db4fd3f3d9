import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf, objectAt } from '#lib/mesh/objects.ts';
import { type Change, overlay } from '#lib/mesh/overlay.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeStep } from './change-plan.ts';

/** A step with the object that the API server has before it. */
interface ReadStep {
  readonly ref: ObjectRef;
  readonly do: ChangeStep['do'];
  readonly before: KubeObject | null;
  /** Whether the API server would do it. */
  readonly taken: boolean;
}

/**
 * A cluster before a plan: what the plan touches as the API server has it. What was written a moment ago is not mirrored yet, and
 * its findings would be taken for ones that the plan brings. The very same cluster where the mirror has all of it.
 */
export function caughtUp(cluster: ClusterSnapshot, steps: readonly ReadStep[]): ClusterSnapshot {
  const behind = steps.flatMap((step) => behindOf(cluster, step));
  return behind.length === 0 ? cluster : overlay(cluster, behind).cluster;
}

function behindOf(cluster: ClusterSnapshot, { ref, do: does, before, taken }: ReadStep): readonly Change[] {
  const kind = kindNameOf(ref.group, ref.kind);
  if (kind === null) return [];
  const at = ref.namespace ?? '';
  const mirrored = objectAt(cluster, kind, at, ref.name);
  // What can be created is not there, whatever the mirror still shows.
  if (does === 'create')
    return taken && mirrored !== null ? [{ do: 'remove', kind, namespace: at, name: ref.name }] : [];
  if (before === null || mirrored?.metadata.resourceVersion === before.metadata.resourceVersion) return [];
  return [{ do: 'put', object: before }];
}
