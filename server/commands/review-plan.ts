import type { PlanResponse } from '#lib/api/edit-contract.ts';
import type { Check } from '#lib/core/check.ts';
import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { patched } from '#lib/edit/apply-patch.ts';
import { asWritten } from '#lib/edit/as-written.ts';
import { caughtUp } from '#lib/edit/caught-up.ts';
import type { ChangePlan, ChangeStep } from '#lib/edit/change-plan.ts';
import { checkPlan } from '#lib/edit/checks/check-plan.ts';
import type { PlanInput } from '#lib/edit/checks/plan-input.ts';
import { predict } from '#lib/edit/checks/predict.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { rightName } from '#lib/k8s/right-name.ts';
import { yamlOf } from '#lib/k8s/yaml-of.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import { type Change, overlay } from '#lib/mesh/overlay.ts';
import type { Context } from '../context.ts';
import { causeAfter } from '../queries/cause-after.ts';
import { draftDelta } from '../queries/draft-delta.ts';
import { readGraph } from '../queries/graph.ts';
import { clusterOf, meshWith } from '../queries/review.ts';
import { guardSteps } from './guard-steps.ts';
import { writeStep } from './write-step.ts';

type Refused = PlanResponse['steps'][number]['refused'];

/** A step with the object before and after it, and what the API server's dry run says. */
interface TriedStep {
  readonly step: ChangeStep;
  readonly before: KubeObject | null;
  readonly after: KubeObject | null;
  readonly warnings: readonly string[];
  readonly refused: Refused;
  readonly allowed: boolean;
}

/**
 * What a plan would do, as the viewer: each step tried as a dry run, the findings that it would bring and mend, and the checks
 * that are taken before it may be applied. Nothing is written. A step that is refused is told with its reason, the others are
 * reviewed all the same. Where `edge` is one that fails it is checked whether its cause would be gone. Throws WeftError `bad-request` for a plan over several clusters, `unauthenticated`.
 */
export async function reviewPlan(
  ctx: Context,
  plan: ChangePlan,
  edge: EdgeId | null = null,
): Promise<PlanResponse> {
  const clusters = new Set(plan.steps.map(({ ref }) => ref.cluster));
  if (clusters.size > 1)
    throw new WeftError('bad-request', 'The plan changes several clusters.', {
      cure: 'Make a plan for each cluster.',
    });
  const mesh = ctx.kube.snapshot();
  const [id] = clusters;
  const mirrored = clusterOf(mesh, id);
  const tried = await Promise.all(plan.steps.map((step) => tryStep(ctx, step)));
  const cluster = caughtUp(mirrored, tried.map(readStep));
  const after = overlay(cluster, tried.flatMap(changeOf)).cluster;
  const changed = meshWith(mesh, after);
  const delta = draftDelta(ctx, changed, [], cluster === mirrored ? mesh : meshWith(mesh, cluster));
  const input: PlanInput = {
    before: cluster,
    after,
    steps: tried.map(({ step, before, after: then }) => ({
      ref: step.ref,
      do: step.do,
      before,
      after: then,
    })),
    traffic: await trafficNow(ctx),
    appeared: delta.appeared,
    now: epochSeconds.parse(Math.floor(ctx.clock.now() / 1000)),
  };
  return {
    steps: tried.map(({ step, before, after: then, warnings, refused }) => ({
      object: step.ref,
      do: step.do,
      before: before === null ? null : yamlOf(asWritten(before)),
      after: then === null ? null : yamlOf(asWritten(then)),
      warnings: [...warnings],
      refused,
    })),
    appeared: [...delta.appeared],
    gone: [...delta.gone],
    checks: [
      ...viewOnly(ctx),
      ...tried.flatMap(right),
      dryRun(tried),
      ...(edge === null ? [] : await causeAfter(ctx, edge, changed)),
      ...checkPlan(input),
      ...(await guardSteps(ctx, input)),
    ],
    prediction: [...predict(input)],
  };
}

/** The traffic that a change is judged by: the last five minutes, as far as the viewer may see them. */
const window = seconds.parse(300);

const trafficNow = (ctx: Context) =>
  readGraph(ctx, { window, at: null, namespaces: [], services: false }).then(
    ({ graph }) => graph,
    // Without traffic a change can be judged by its objects alone.
    () => null,
  );

async function tryStep(ctx: Context, step: ChangeStep): Promise<TriedStep> {
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

function changeOf({ step: { do: does, ref }, after }: TriedStep): readonly Change[] {
  const kind = kindNameOf(ref.group, ref.kind);
  if (does !== 'delete') return after === null ? [] : [{ do: 'put', object: after }];
  return kind === null ? [] : [{ do: 'remove', kind, namespace: ref.namespace ?? '', name: ref.name }];
}

const readStep = ({ step, before, refused }: TriedStep) => ({
  ref: step.ref,
  do: step.do,
  before,
  taken: refused === null,
});

const viewOnly = (ctx: Context): readonly Check[] =>
  ctx.viewOnly === true
    ? [
        {
          code: 'view-only',
          outcome: 'blocks',
          says: 'This Weft is set to view only: it writes nothing.',
          cure: 'Copy the change and apply it with your own tools.',
          confirm: null,
        },
      ]
    : [];

function right({ step, allowed }: TriedStep): readonly Check[] {
  const name = rightName(step.do, step.ref);
  return allowed
    ? [{ code: 'rights', outcome: 'passes', says: `You may ${name}.`, cure: null, confirm: null }]
    : [
        {
          code: 'rights',
          outcome: 'blocks',
          says: `You may not ${name}.`,
          cure: 'Ask for this right, or copy the change for someone who has it.',
          confirm: null,
        },
      ];
}

function dryRun(tried: readonly TriedStep[]): Check {
  const refused = tried.flatMap((one) => one.refused ?? []);
  const warnings = tried.flatMap((one) => one.warnings);
  const [first] = refused;
  if (first !== undefined)
    return {
      code: 'dry-run',
      outcome: 'blocks',
      says: `The API server refuses it: ${first.message}`,
      cure: first.cure,
      confirm: null,
    };
  return warnings.length > 0
    ? {
        code: 'dry-run',
        outcome: 'warns',
        says: `The API server takes it, with a warning: ${warnings.join(' ')}`,
        cure: null,
        confirm: null,
      }
    : { code: 'dry-run', outcome: 'passes', says: 'The API server takes it.', cure: null, confirm: null };
}
