import type { KubeObject } from '#lib/k8s/object.ts';
import { patched } from './apply-patch.ts';
import type { PatchStep } from './change-plan.ts';

/** A step carried over to a newer version of its object: the step, and the object as it would be then. */
export interface Rebased {
  readonly step: PatchStep;
  readonly object: KubeObject;
}

/**
 * A step as it holds on a newer version of its object, where all that it tests is there unchanged; null where someone else has
 * changed the very thing, which a person has to decide.
 */
export function rebaseStep(step: PatchStep, newer: KubeObject): Rebased | null {
  const object = patched(newer, step.patch);
  if (object === null) return null;
  const { resourceVersion = '', generation = null } = newer.metadata;
  return { step: { ...step, resourceVersion, generation }, object };
}
