import type { z } from 'zod';
import type { ProposeResponse, proposeRequest } from '#lib/api/tuning-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { patched } from '#lib/edit/apply-patch.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import type { LiveObjects } from '#lib/edit/live-objects.ts';
import type { Intent } from '#lib/edit/tuning/intent.ts';
import { planOfIntent } from '#lib/edit/tuning/plan-of-intent.ts';
import { saysOfIntent } from '#lib/edit/tuning/says-of-intent.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import { type Change, overlay } from '#lib/mesh/overlay.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { clusterOf } from './review.ts';

/**
 * The plan by which an intent is reached, made on the objects as the API server has them now, read with the viewer's rights, and
 * what comes of it. Nothing is written. Throws WeftError `invalid` with the reason where there is no such plan.
 */
export async function propose(
  ctx: Context,
  { cluster: id, intent }: z.output<typeof proposeRequest>,
): Promise<ProposeResponse> {
  const cluster = clusterOf(ctx.kube.snapshot(), id);
  // What the plan touches is found on what is watched, then read, then planned anew: the watch may be a moment behind.
  const live = await liveObjects(ctx, planned(cluster, new Map(), intent));
  const plan = planned(cluster, live, intent);
  const changes = plan.steps.flatMap((step) => changeOf(step, live));
  return { plan, says: saysOfIntent(overlay(cluster, changes).cluster, intent) };
}

function planned(cluster: ClusterSnapshot, live: LiveObjects, intent: Intent): ChangePlan {
  const plan = planOfIntent(cluster, live, intent);
  if (!plan.ok) throw new WeftError('invalid', plan.error, { cure: 'Change what is asked for.' });
  return plan.value;
}

async function liveObjects(ctx: Context, { steps }: ChangePlan): Promise<LiveObjects> {
  const there = steps.filter((step) => step.do !== 'create');
  const read = await Promise.all(
    there.map(async ({ ref }): Promise<[string, KubeObject]> => {
      const { object } = await ctx.kube.read(ref, ctx.viewer, ctx.signal);
      return [objectKey(ref), object];
    }),
  );
  return new Map(read);
}

function changeOf(step: ChangePlan['steps'][number], live: LiveObjects): readonly Change[] {
  if (step.do === 'create') return [{ do: 'put', object: step.object }];
  if (step.do === 'delete') {
    const { ref } = step;
    const kind = kindNameOf(ref.group, ref.kind);
    return kind === null ? [] : [{ do: 'remove', kind, namespace: ref.namespace ?? '', name: ref.name }];
  }
  const before = live.get(objectKey(step.ref));
  const after = before === undefined ? null : patched(before, step.patch);
  return after === null ? [] : [{ do: 'put', object: after }];
}
