import type { z } from 'zod';
import type { ApplyResponse, applyRequest } from '#lib/api/edit-contract.ts';
import { blocking } from '#lib/core/check.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { objectName } from '#lib/core/object-ref.ts';
import type { Context } from '../context.ts';
import { applyPlan } from './apply-plan.ts';
import { type Change, changeToUndo, recordChange } from './change-log.ts';
import { reviewPlan } from './review-plan.ts';
import type { DoneStep, WriteContext } from './write-step.ts';

/**
 * Applies a plan once every check lets it pass, or was passed by the word that it asks for, and keeps how things were. Throws
 * WeftError: what a dry run was refused for, `invalid` for a check that blocks, and all that `applyPlan` throws.
 */
export async function applyChange(
  ctx: Context,
  { plan, confirmed, says }: z.output<typeof applyRequest>,
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
  const done = await applyPlan(ctx, plan);
  return answer(await recordChange(ctx, done, { says: says ?? saysOf(done), undoes: null }), done);
}

/**
 * Takes back a change that was made through Weft, the last step first. No check stands in its way but rights, and that nobody has
 * changed the objects since. Throws WeftError.
 */
export async function undoChange(ctx: WriteContext, id: string): Promise<ApplyResponse> {
  const { change, back } = await changeToUndo(ctx, id);
  const done = back === null ? [] : await applyPlan(ctx, back);
  return answer(await recordChange(ctx, done, { says: `Took back: ${change.says}`, undoes: id }), done);
}

const verbs = { patch: 'Changed', create: 'Created', delete: 'Deleted' } as const;

/** What was done, where whoever asked did not say it: `Changed VirtualService shop/cart`. */
const saysOf = (done: readonly DoneStep[]): string =>
  done.map(({ ref, do: did }) => `${verbs[did]} ${objectName(ref)}`).join('. ');

const answer = ({ id, at, back }: Change, done: readonly DoneStep[]): ApplyResponse => ({
  change: id,
  at,
  steps: done.map(({ ref, do: did, after, warnings }) => ({
    object: ref,
    do: did,
    resourceVersion: after?.metadata.resourceVersion ?? null,
    generation: after?.metadata.generation ?? null,
    warnings: [...warnings],
  })),
  back,
});
