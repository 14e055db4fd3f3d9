import { derive } from './derive.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import type { Workload } from './workloads.ts';

/** Between how many pods a HorizontalPodAutoscaler keeps its workload. */
export interface Autoscaler {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

const byTarget = derive(['HorizontalPodAutoscaler'], (cluster): ReadonlyMap<string, Autoscaler> => {
  const found = new Map<string, Autoscaler>();
  for (const { metadata, spec } of objects(cluster, 'HorizontalPodAutoscaler')) {
    const { scaleTargetRef: target, minReplicas, maxReplicas } = spec ?? {};
    if (target?.name === undefined || maxReplicas === undefined) continue;
    const key = `${metadata.namespace ?? ''}/${target.kind ?? ''}/${target.name}`;
    // At least 1 where nothing is written (HorizontalPodAutoscalerSpec, autoscaling/v2).
    found.set(key, { name: metadata.name, min: minReplicas ?? 1, max: maxReplicas });
  }
  return found;
});

/** The autoscaler of a workload; null where none names its controller. */
export const autoscalerOf = (cluster: ClusterSnapshot, { object, namespace }: Workload): Autoscaler | null =>
  object === null ? null : (byTarget(cluster).get(`${namespace}/${object.kind}/${object.name}`) ?? null);
