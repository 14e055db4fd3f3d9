import type { KubeObject } from '#lib/k8s/object.ts';
import type { ControllerSpec, ControllerStatus } from '#lib/k8s/workload-types.ts';

/** How many pods a controller wants, has, and has fit to serve. Null for an object that does not say, such as a lone Pod. */
export function controllerReplicas(
  object: KubeObject,
): { readonly desired: number; readonly current: number; readonly available: number } | null {
  if (object.kind === 'Pod' || object.status === undefined) return null;
  // Objects of the kinds that make workloads have these fields, all optional.
  const [spec, status] = [object.spec as ControllerSpec | undefined, object.status as ControllerStatus];
  if (object.kind === 'DaemonSet') {
    const desired = status.desiredNumberScheduled ?? 0;
    return { desired, current: desired, available: status.numberReady ?? 0 };
  }
  return {
    desired: spec?.replicas ?? 1,
    current: status.replicas ?? 0,
    available: status.availableReplicas ?? 0,
  };
}
