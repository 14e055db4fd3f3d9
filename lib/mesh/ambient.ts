import { namespaceMode } from '#lib/istio/dataplane-mode.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { objectAt } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

type Labels = Readonly<Record<string, string>> | undefined;

/** The kinds that the functions below read. */
export const ambientKinds = ['Namespace'] as const;

/** A waypoint that something is told to use. */
export interface WaypointUse {
  readonly namespace: string;
  readonly name: string;
  /** Whether its own label says so, or that of its namespace. */
  readonly by: 'own' | 'namespace';
}

/** Whether a namespace's pods are in ambient unless they say otherwise. */
export const namespaceInAmbient = (cluster: ClusterSnapshot, namespace: string): boolean =>
  namespaceMode(labelsOfNamespace(cluster, namespace)) === 'ambient';

/** Whether ambient's CNI has captured a pod. */
export const podInAmbient = (pod: Pod): boolean =>
  pod.metadata.annotations?.['ambient.istio.io/redirection'] === 'enabled';

/**
 * The waypoint that a Service, pod or ServiceEntry with these labels uses; null for none. Its own `istio.io/use-waypoint`
 * goes before that of its namespace, and `none` opts out (istio/istio pilot/pkg/serviceregistry/ambient
 * getUseWaypoint 86c9f01f). Whether there is such a waypoint is another question.
 */
export function waypointUse(cluster: ClusterSnapshot, namespace: string, labels: Labels): WaypointUse | null {
  const own = saidBy(labels, namespace, 'own');
  return own === undefined
    ? (saidBy(labelsOfNamespace(cluster, namespace), namespace, 'namespace') ?? null)
    : own;
}

function saidBy(labels: Labels, namespace: string, by: WaypointUse['by']): WaypointUse | null | undefined {
  const name = labels?.['istio.io/use-waypoint'];
  if (!name) return undefined;
  if (name === 'none') return null;
  return { name, namespace: labels?.['istio.io/use-waypoint-namespace'] || namespace, by };
}

const labelsOfNamespace = (cluster: ClusterSnapshot, namespace: string): Labels =>
  objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels;
