import type { Json } from '#lib/core/json.ts';
import { objectAt, textAt } from '#lib/core/json.ts';
import { kindObjects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeRecord } from './change-record.ts';

/** The controllers of Kubernetes, autoscaling among them, write as this. */
const controllers = 'kube-controller-manager';

/** Scaling that a controller did is told of the autoscaler whose target the object is; any other change stays as it is. */
export function scaledBy(cluster: ClusterSnapshot, change: ChangeRecord): ChangeRecord {
  if (change.what !== 'scaled' || change.by !== controllers) return change;
  const { kind, name, namespace } = change.object;
  for (const scaler of kindObjects(cluster, 'HorizontalPodAutoscaler')
    .get(namespace ?? '')
    ?.values() ?? []) {
    // It came as JSON from the API server.
    const target = objectAt(scaler.spec as Json | undefined, 'scaleTargetRef');
    if (textAt(target, 'kind') === kind && textAt(target, 'name') === name)
      return { ...change, by: `HorizontalPodAutoscaler ${scaler.metadata.name}` };
  }
  return change;
}
