import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ChangePlan, ChangeStep } from './change-plan.ts';
import { stepBetween, writtenMetadata } from './step-between.ts';

/** What a step did to an object: null before it was created, null after it was deleted. */
export interface DoneChange {
  readonly ref: ObjectRef;
  readonly before: KubeObject | null;
  readonly after: KubeObject | null;
}

/**
 * The step that takes a change back: holds on the object as the change left it. What was created is deleted, what was deleted
 * is created as it was, without what the API server gave it (version, uid, status). Null where nothing was changed.
 */
export function inverseStep({ ref, before, after }: DoneChange): ChangeStep | null {
  if (before === null) {
    if (after === null) return null;
    const { resourceVersion = '', generation = null } = after.metadata;
    return { do: 'delete', ref, resourceVersion, generation };
  }
  if (after !== null) return stepBetween(ref, after, before);
  const { status: _, ...written } = before;
  return { do: 'create', ref, object: { ...written, metadata: writtenMetadata(before.metadata) } };
}

/** The plan that takes changes back, the last one first; null where none of them changed anything. */
export function inversePlan(done: readonly DoneChange[]): ChangePlan | null {
  const steps = done.toReversed().flatMap((change) => inverseStep(change) ?? []);
  return steps.length === 0 ? null : { steps };
}
