import type { z } from 'zod';
import type { ApplyResponse, applyRequest } from '#lib/api/edit-contract.ts';
import { blocking } from '#lib/core/check.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { inversePlan } from '#lib/edit/inverse-plan.ts';
import type { Context } from '../context.ts';
import { applyPlan } from './apply-plan.ts';
import { type Change, changeToUndo, recordChange } from './change-log.ts';
import { reviewPlan } from './review-plan.ts';
import type { WriteContext } from './write-step.ts';

/**
 * Applies a plan once every check lets it pass, or was passed by the word that it asks for, and keeps how things were. Throws
 * WeftError: what a dry run was refused for, `invalid` for a check that blocks, and all that `applyPlan` throws.
 */
export async function applyChange(
  ctx: Context,
  { plan, confirmed }: z.output<typeof applyRequest>,
): Promise<ApplyResponse> {
  const { steps, checks } = await reviewPlan(ctx, plan);
  const refused = steps.find((step) => step.refused !== null)?.refused;
  if (refused != null)
    throw new WeftError(refused.code, refused.message, { cure: refused.cure ?? undefined });
  const [stop] = blocking(checks, confirmed);
  if (stop !== undefined) {
    const word = stop.confirm === null ? stop.cure : `Type "${stop.confirm}" to do it all the same.`;
    const code = stop.code === 'rights' || stop.code === 'view-only' ? 'forbidden' : 'invalid';
    throw new WeftError(code, stop.says, { cure: word ?? undefined });
  }
  return answer(recordChange(ctx, await applyPlan(ctx, plan), null));
}

/**
 * Takes back a change that was made through Weft, the last step first. No check stands in its way but rights, and that nobody has
 * changed the objects since. Throws WeftError.
 */
export async function undoChange(ctx: WriteContext, id: string): Promise<ApplyResponse> {
  const change = changeToUndo(ctx, id);
  const plan = inversePlan(change.done);
  const done = plan === null ? [] : await applyPlan(ctx, plan);
  return answer(recordChange(ctx, done, change.id));
}

const answer = ({ id, at, done }: Change): ApplyResponse => ({
  change: id,
  at,
  steps: done.map(({ ref, do: did, after, warnings }) => ({
    object: ref,
    do: did,
    resourceVersion: after?.metadata.resourceVersion ?? null,
    generation: after?.metadata.generation ?? null,
    warnings: [...warnings],
  })),
  back: inversePlan(done),
});
