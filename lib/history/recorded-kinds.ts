import { configKinds } from '#lib/k8s/config-kinds.ts';
import type { KindName } from '#lib/k8s/kinds.ts';

/** Controllers whose template is rolled out and whose replicas are scaled. */
export const rolledOut = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'] as const;

/** Kinds whose every change by a person or a tool is kept. ConfigMaps are those of the mesh: the watch keeps no others. */
export const editedKinds: readonly KindName[] = [
  ...configKinds,
  ...rolledOut,
  'ConfigMap',
  'Namespace',
  'NetworkPolicy',
  'ServiceAccount',
  'HorizontalPodAutoscaler',
  'Canary',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

export const recordedKinds: ReadonlySet<KindName> = new Set(editedKinds);
