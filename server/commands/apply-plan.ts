import fastJsonPatch, { type Operation } from 'fast-json-patch';
import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ChangePlan, ChangeStep, JsonPatchOperation } from '#lib/edit/change-plan.ts';
import { stepBetween } from '#lib/edit/step-between.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Context, PatchedObject } from '../context.ts';

/** A step as it was done, or as a dry run says it would be. */
export interface AppliedStep {
  readonly ref: ObjectRef;
  readonly resourceVersion: string;
  readonly generation: number | null;
  readonly warnings: readonly string[];
}

export interface ApplyInput {
  readonly plan: ChangePlan;
  /** Ask the API server what would happen and change nothing. */
  readonly dryRun: boolean;
}

/** A step with the object as it was before and as it is since. */
interface DoneStep {
  readonly step: AppliedStep;
  readonly before: KubeObject;
  readonly after: KubeObject;
}

/** Taking back goes on when the person who asked is gone, but not without end. */
const takeBackMs = 30_000;

/** A write asks nothing of Prometheus. */
export type WriteContext = Omit<Context, 'prom'>;

/** Status writers may move the version this often between our read and our write. */
const rebases = 4;

/**
 * Applies a plan with the viewer's rights: every step as a dry run first, then each for real, in order. A step holds only
 * on the spec it was made for: where only the status moved it is carried over silently, where the spec or anything the
 * patch tests has changed it is a `conflict`. Where a step fails after others were applied, these are taken back, the last
 * one first. Throws WeftError; one thrown after some steps were applied says what became of them.
 */
export async function applyPlan(
  ctx: WriteContext,
  { plan, dryRun }: ApplyInput,
): Promise<readonly AppliedStep[]> {
  const checked: AppliedStep[] = [];
  for (const step of plan.steps) checked.push((await applyStep(ctx, step, true)).step);
  if (dryRun) return checked;
  const applied: DoneStep[] = [];
  for (const step of plan.steps) {
    try {
      applied.push(await applyStep(ctx, step, false));
    } catch (cause) {
      if (applied.length === 0 || !isWeftError(cause)) throw cause;
      const stands = await takeBack(ctx, applied);
      throw afterSome(cause, applied, stands, plan.steps.length);
    }
    ctx.log.info(
      { object: step.ref, operations: step.patch.length, user: ctx.viewer.user },
      'object patched',
    );
  }
  return applied.map(({ step }) => step);
}

async function applyStep(ctx: WriteContext, step: ChangeStep, dryRun: boolean): Promise<DoneStep> {
  for (let attempt = 1; ; attempt++) {
    const live = await ctx.kube.read(step.ref, ctx.viewer, ctx.signal);
    requireSameSpec(step, live.object);
    const operations = onVersion(step.patch, live.object.metadata.resourceVersion ?? '');
    try {
      const done = await ctx.kube.patch(step.ref, operations, { dryRun }, ctx.viewer, ctx.signal);
      return { step: appliedStep(step.ref, done), before: live.object, after: done.object };
    } catch (cause) {
      const moved = isWeftError(cause) && (cause.code === 'conflict' || cause.code === 'invalid');
      if (!moved || attempt === rebases) throw cause;
      // A failed `test` and an invalid object both answer 422: whether the object moved tells which it was.
      const now = await ctx.kube.read(step.ref, ctx.viewer, ctx.signal);
      if (now.object.metadata.resourceVersion === live.object.metadata.resourceVersion) throw cause;
    }
  }
}

/** The patch holds for this very version; the version is what makes a lost update impossible. */
function onVersion(
  patch: readonly JsonPatchOperation[],
  resourceVersion: string,
): readonly JsonPatchOperation[] {
  return [{ op: 'test', path: '/metadata/resourceVersion', value: resourceVersion }, ...patch];
}

/** `generation` moves with the spec and not with the status; kinds without one are told apart by their version. */
function requireSameSpec(step: ChangeStep, live: KubeObject): void {
  const { resourceVersion, generation = null } = live.metadata;
  const same =
    generation === null ? resourceVersion === step.resourceVersion : generation === step.generation;
  if (same && testsHold(step.patch, live)) return;
  const { kind, namespace, name } = step.ref;
  throw new WeftError(
    'conflict',
    `${kind} ${namespace === null ? '' : `${namespace}/`}${name} was changed by someone else since it was read.`,
    {
      cure: 'Look at what changed, then make the change again on the new version.',
    },
  );
}

/** Whether every `test` of the patch holds where it stands among the other operations. */
function testsHold(patch: readonly JsonPatchOperation[], object: KubeObject): boolean {
  const copy = structuredClone(object);
  for (const operation of patch) {
    try {
      fastJsonPatch.applyOperation(copy, toLibrary(operation), false, true);
    } catch {
      return false;
    }
  }
  return true;
}

/** fast-json-patch's own type of an operation; ours has the same fields but `value` of type unknown. */
const toLibrary = (operation: JsonPatchOperation) => operation as Operation;

function appliedStep(ref: ObjectRef, { object, warnings }: PatchedObject): AppliedStep {
  const { resourceVersion = '', generation = null } = object.metadata;
  return { ref, resourceVersion, generation, warnings };
}

/** Makes applied steps undone, the last one first; those that are not undone, and so stand, are returned. */
async function takeBack(ctx: WriteContext, applied: readonly DoneStep[]): Promise<readonly AppliedStep[]> {
  const signal = AbortSignal.timeout(takeBackMs);
  const stands: AppliedStep[] = [];
  for (const { step, before, after } of applied.toReversed()) {
    const back = stepBetween(step.ref, after, before);
    try {
      if (back !== null) await applyStep({ ...ctx, signal }, back, false);
      ctx.log.info({ object: step.ref, user: ctx.viewer.user }, 'patch taken back');
    } catch (cause) {
      ctx.log.error({ object: step.ref, user: ctx.viewer.user, err: cause }, 'patch cannot be taken back');
      stands.push(step);
    }
  }
  return stands;
}

function afterSome(
  cause: WeftError,
  applied: readonly DoneStep[],
  stands: readonly AppliedStep[],
  all: number,
): WeftError {
  const failed = `Step ${applied.length + 1} of ${all} failed: ${cause.message}`;
  if (stands.length === 0) {
    const text = `${failed} What was applied before it has been taken back.`;
    return new WeftError(cause.code, text, { cure: cause.cure ?? undefined, cause });
  }
  const names = stands.map(({ ref }) => `${ref.kind} ${ref.namespace ?? ''}/${ref.name}`).join(', ');
  return new WeftError(cause.code, `${failed} This was applied and could not be taken back: ${names}.`, {
    cure: 'Look at these objects and set them as they should be.',
    cause,
  });
}
