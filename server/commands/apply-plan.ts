import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import { objectKey, objectName } from '#lib/core/object-ref.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { inverseStep } from '#lib/edit/inverse-plan.ts';
import { type DoneStep, type WriteContext, writeStep } from './write-step.ts';

/** Taking back goes on when the person who asked is gone, but not without end. */
const takeBackMs = 30_000;

/**
 * Applies a plan with the viewer's rights: every step as a dry run first, then each for real, in order. Where a step fails
 * after others were applied, these are taken back, the last one first. Throws WeftError; one thrown after some steps were
 * applied says what became of them.
 */
export async function applyPlan(ctx: WriteContext, plan: ChangePlan): Promise<readonly DoneStep[]> {
  requireMayWrite(ctx);
  requireEachOnce(plan);
  await tryPlan(ctx, plan);
  const applied: DoneStep[] = [];
  for (const step of plan.steps) {
    try {
      const done = await writeStep(ctx, step, false);
      applied.push(done);
      record(ctx, done, 'object written');
    } catch (cause) {
      if (applied.length === 0 || !isWeftError(cause)) throw cause;
      const stands = await takeBack(ctx, applied);
      throw afterSome(cause, applied, stands, plan.steps.length);
    }
  }
  return applied;
}

/** What the API server says that each step would do; nothing is changed. Throws WeftError at the first that it refuses. */
export async function tryPlan(ctx: WriteContext, plan: ChangePlan): Promise<readonly DoneStep[]> {
  const tried: DoneStep[] = [];
  for (const step of plan.steps) tried.push(await writeStep(ctx, step, true));
  return tried;
}

function requireMayWrite({ viewOnly }: WriteContext): void {
  if (viewOnly === true)
    throw new WeftError('forbidden', 'This Weft is set to view only: it writes nothing.', {
      cure: 'Copy the change and apply it with your own tools, or start Weft without WEFT_VIEW_ONLY.',
    });
}

/** The second of two steps on one object could not hold on the version that the first leaves. */
function requireEachOnce({ steps }: ChangePlan): void {
  const seen = new Set<string>();
  for (const { ref } of steps) {
    if (seen.has(objectKey(ref)))
      throw new WeftError('bad-request', `The plan changes ${objectName(ref)} twice.`, {
        cure: 'Make one step of the two.',
      });
    seen.add(objectKey(ref));
  }
}

/** Who wrote what, and how it was before: the patch back and forth, or the whole object. */
function record({ log, viewer }: WriteContext, done: DoneStep, says: string): void {
  const { ref, before, after } = done;
  log.info(
    {
      user: viewer.user,
      did: done.do,
      object: ref,
      after: before === null ? after : changeOf({ ref, before: after, after: before }),
      before: after === null ? before : changeOf(done),
    },
    says,
  );
}

const changeOf = (done: Parameters<typeof inverseStep>[0]) => {
  const step = inverseStep(done);
  return step?.do === 'patch' ? step.patch : (step?.do ?? null);
};

/** Makes applied steps undone, the last one first; those that are not undone, and so stand, are returned. */
async function takeBack(ctx: WriteContext, applied: readonly DoneStep[]): Promise<readonly DoneStep[]> {
  const signal = AbortSignal.timeout(takeBackMs);
  const stands: DoneStep[] = [];
  for (const done of applied.toReversed()) {
    const back = inverseStep(done);
    try {
      if (back !== null) record(ctx, await writeStep({ ...ctx, signal }, back, false), 'object taken back');
    } catch (cause) {
      ctx.log.error({ object: done.ref, user: ctx.viewer.user, err: cause }, 'object cannot be taken back');
      stands.push(done);
    }
  }
  return stands;
}

function afterSome(
  cause: WeftError,
  applied: readonly DoneStep[],
  stands: readonly DoneStep[],
  all: number,
): WeftError {
  const failed = `Step ${applied.length + 1} of ${all} failed: ${cause.message}`;
  if (stands.length === 0) {
    const text = `${failed} What was applied before it has been taken back.`;
    return new WeftError(cause.code, text, { cure: cause.cure ?? undefined, cause });
  }
  const names = stands.map(({ ref }) => objectName(ref)).join(', ');
  return new WeftError(cause.code, `${failed} This was applied and could not be taken back: ${names}.`, {
    cure: 'Look at these objects and set them as they should be.',
    cause,
  });
}
