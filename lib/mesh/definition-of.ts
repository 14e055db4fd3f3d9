import type { KubeObject } from '#lib/k8s/object.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A cluster's definition of a kind, without its schemas; null where it has none, or definitions may not be listed. */
export function definitionOf(cluster: ClusterSnapshot, group: string, kind: string): KubeObject | null {
  for (const found of objects(cluster, 'CustomResourceDefinition'))
    if (found.spec?.group === group && found.spec.names?.kind === kind) return found;
  return null;
}
