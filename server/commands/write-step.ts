import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { patched } from '#lib/edit/apply-patch.ts';
import type {
  ChangeStep,
  CreateStep,
  DeleteStep,
  JsonPatchOperation,
  PatchStep,
} from '#lib/edit/change-plan.ts';
import type { DoneChange } from '#lib/edit/inverse-plan.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Context } from '../context.ts';

/** A write asks nothing of Prometheus. */
export type WriteContext = Omit<Context, 'prom'>;

/** A step as it was done, or as a dry run says it would be. */
export interface DoneStep extends DoneChange {
  readonly do: ChangeStep['do'];
  /** What admission and validation said beside doing it. */
  readonly warnings: readonly string[];
}

/** Status writers may move the version this often between our read and our write. */
const rebases = 4;

/**
 * Does one step with the viewer's rights. A step holds only on the spec it was made for: where only the status moved it is
 * carried over silently, where the spec or anything the patch tests has changed it is a `conflict`. Throws WeftError.
 */
export async function writeStep(ctx: WriteContext, step: ChangeStep, dryRun: boolean): Promise<DoneStep> {
  return step.do === 'create' ? create(ctx, step, dryRun) : onLive(ctx, step, dryRun);
}

async function create(ctx: WriteContext, step: CreateStep, dryRun: boolean): Promise<DoneStep> {
  const { object, warnings } = await ctx.kube.write(
    step.ref,
    { do: 'create', object: step.object },
    { dryRun },
    ctx.viewer,
    ctx.signal,
  );
  return { do: 'create', ref: step.ref, before: null, after: object, warnings };
}

async function onLive(ctx: WriteContext, step: PatchStep | DeleteStep, dryRun: boolean): Promise<DoneStep> {
  for (let attempt = 1; ; attempt++) {
    const { object: before } = await ctx.kube.read(step.ref, ctx.viewer, ctx.signal);
    requireSameSpec(step, before);
    const version = before.metadata.resourceVersion ?? '';
    const write =
      step.do === 'delete'
        ? { do: step.do, resourceVersion: version }
        : { do: step.do, operations: onVersion(step.patch, version) };
    try {
      const { object, warnings } = await ctx.kube.write(step.ref, write, { dryRun }, ctx.viewer, ctx.signal);
      return { do: step.do, ref: step.ref, before, after: object, warnings };
    } catch (cause) {
      const moved = isWeftError(cause) && (cause.code === 'conflict' || cause.code === 'invalid');
      if (!moved || attempt === rebases) throw cause;
      // A failed `test` and an invalid object both answer 422: whether the object moved tells which it was.
      const now = await ctx.kube.read(step.ref, ctx.viewer, ctx.signal);
      if (now.object.metadata.resourceVersion === version) throw cause;
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
function requireSameSpec(step: PatchStep | DeleteStep, live: KubeObject): void {
  const { resourceVersion, generation = null } = live.metadata;
  const same =
    generation === null ? resourceVersion === step.resourceVersion : generation === step.generation;
  if (same && (step.do === 'delete' || patched(live, step.patch) !== null)) return;
  throw new WeftError('conflict', `${objectName(step.ref)} was changed by someone else since it was read.`, {
    cure: 'Look at what changed, then make the change again on the new version.',
  });
}
