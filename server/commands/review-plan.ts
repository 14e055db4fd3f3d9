import type { PlanResponse } from '#lib/api/edit-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { asWritten } from '#lib/edit/as-written.ts';
import { caughtUp } from '#lib/edit/caught-up.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { checkPlan } from '#lib/edit/checks/check-plan.ts';
import type { PlanInput } from '#lib/edit/checks/plan-input.ts';
import { predict } from '#lib/edit/checks/predict.ts';
import { yamlOf } from '#lib/k8s/yaml-of.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import { type Change, overlay } from '#lib/mesh/overlay.ts';
import type { Context } from '../context.ts';
import { causeAfter } from '../queries/cause-after.ts';
import { draftDelta } from '../queries/draft-delta.ts';
import { readGraph } from '../queries/graph.ts';
import { clusterOf, meshWith } from '../queries/review.ts';
import { guardSteps } from './guard-steps.ts';
import { type TriedStep, tryStep } from './try-step.ts';
import { writeChecks } from './write-checks.ts';

/**
 * What a plan would do, as the viewer: each step tried as a dry run, the findings that it would bring and mend, and the checks
 * that are taken before it may be applied. Nothing is written. A step that is refused is told with its reason, the others are
 * reviewed all the same. Where `edge` is one that fails it is checked whether its cause would be gone. Throws WeftError
 * `bad-request` for a plan over several clusters, `unauthenticated`.
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
    steps: tried.map(({ step: { ref, do: does }, before, after: then }) => ({
      ref,
      do: does,
      before,
      after: then,
    })),
    traffic: await trafficNow(ctx),
    appeared: delta.appeared,
    now: epochSeconds.parse(Math.floor(ctx.clock.now() / 1000)),
  };
  return {
    steps: tried.map(told),
    appeared: [...delta.appeared],
    gone: [...delta.gone],
    checks: [
      ...writeChecks(ctx, tried),
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

const told = ({ step, before, after, warnings, refused }: TriedStep): PlanResponse['steps'][number] => ({
  object: step.ref,
  do: step.do,
  before: before === null ? null : yamlOf(asWritten(before)),
  after: after === null ? null : yamlOf(asWritten(after)),
  warnings: [...warnings],
  refused,
});

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
