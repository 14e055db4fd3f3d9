import { kindNameOf } from '#lib/mesh/objects.ts';
import { type Change, overlay } from '#lib/mesh/overlay.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { PlanInput, PlannedStep } from './plan-input.ts';

/** The cluster after each step of a plan, one for each: the last is the cluster with all of them done. */
export function statesOfPlan({ before, steps }: PlanInput): readonly ClusterSnapshot[] {
  let cluster = before;
  return steps.map((step) => {
    cluster = overlay(cluster, changeOf(step)).cluster;
    return cluster;
  });
}

function changeOf({ ref, after }: PlannedStep): readonly Change[] {
  if (after !== null) return [{ do: 'put', object: after }];
  const kind = kindNameOf(ref.group, ref.kind);
  return kind === null ? [] : [{ do: 'remove', kind, namespace: ref.namespace ?? '', name: ref.name }];
}
