import type { Sidecar } from '#lib/istio/networking-types.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';

/** The labels of the pods that a Sidecar is for; none where it is for its whole namespace. */
export const labelsOf = (sidecar: Sidecar): Readonly<Record<string, string>> =>
  sidecar.spec?.workloadSelector?.labels ?? {};

/** Whether ambient's CNI has captured a pod. */
export const podInAmbient = (pod: Pod): boolean =>
  pod.metadata.annotations?.['ambient.istio.io/redirection'] === 'enabled';
