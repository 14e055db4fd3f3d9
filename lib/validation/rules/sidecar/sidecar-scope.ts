import type { Sidecar } from '#lib/istio/networking-types.ts';

/** The labels of the pods that a Sidecar is for; none where it is for its whole namespace. */
export const labelsOf = (sidecar: Sidecar): Readonly<Record<string, string>> =>
  sidecar.spec?.workloadSelector?.labels ?? {};
