import type { PlanResponse } from '#lib/api/edit-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import { patched } from '#lib/edit/apply-patch.ts';
import type { ChangeStep } from '#lib/edit/change-plan.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Context } from '../context.ts';
import { writeStep } from './write-step.ts';

/** A step with the object before and after it, and what the API server's dry run says. */
export interface TriedStep {
  readonly step: ChangeStep;
  readonly before: KubeObject | null;
  readonly after: KubeObject | null;
  readonly warnings: readonly string[];
  readonly refused: PlanResponse['steps'][number]['refused'];
  /** Whether the viewer has the right to it. */
  readonly allowed: boolean;
}

/** Tries a step as a dry run. One that is refused has the object that was meant. Throws WeftError `unauthenticated`. */
export async function tryStep(ctx: Context, step: ChangeStep): Promise<TriedStep> {
  const allowed = ctx.kube.may(step.do, step.ref, ctx.viewer, ctx.signal);
  try {
    const { before, after, warnings } = await writeStep(ctx, step, true);
    return { step, before, after, warnings, refused: null, allowed: await allowed };
  } catch (cause) {
    if (!isWeftError(cause) || cause.code === 'unauthenticated') throw cause;
    const { code, message, cure } = cause;
    const before = step.do === 'create' ? null : await live(ctx, step);
    const after = step.do === 'create' ? step.object : before;
    const meant = step.do === 'patch' && before !== null ? patched(before, step.patch) : after;
    return {
      step,
      before,
      after: step.do === 'delete' ? null : (meant ?? before),
      warnings: [],
      refused: { code, message, cure },
      allowed: await allowed,
    };
  }
}

const live = async (ctx: Context, { ref }: ChangeStep): Promise<KubeObject | null> =>
  ctx.kube.read(ref, ctx.viewer, ctx.signal).then(
    ({ object }) => object,
    () => null,
  );
