import type { ObjectRef } from '#lib/core/object-ref.ts';
import { canonicalRevision, canonicalService } from '#lib/istio/canonical.ts';
import { type ProxyKind, proxyKind } from '#lib/istio/proxy.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { isActive, isReady } from '#lib/k8s/pod-ready.ts';
import { type WorkloadName, workloadName } from '#lib/k8s/workload-name.ts';
import type { ControllerSpec, Pod } from '#lib/k8s/workload-types.ts';
import { derive, deriveInNamespace } from './derive.ts';
import { kindObjects, objectAt, objects, refOf } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A workload as telemetry names it, with what its pods show. */
export interface Workload {
  readonly namespace: string;
  /** As in `source_workload` and `destination_workload`. */
  readonly name: string;
  /** The controller (Deployment, …) or lone Pod it stands for, where that is in the snapshot. */
  readonly object: ObjectRef | null;
  /** Istio's canonical service and revision; telemetry writes `latest` where `version` is null. */
  readonly app: string;
  readonly version: string | null;
  /** How most of its pods take part in the mesh; null where it has none and its template does not tell. */
  readonly proxy: ProxyKind | null;
  readonly gateway: boolean;
  readonly waypoint: boolean;
  readonly pods: { readonly ready: number; readonly total: number };
  /** Labels of its pods, or of its template where it has none. */
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly podNames: readonly string[];
}

const controllerKinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'] as const;
type ControllerKind = (typeof controllerKinds)[number];

/** The kinds that workloads are made of: what is derived from workloads derives from these. */
export const workloadKinds = ['Pod', 'ReplicaSet', ...controllerKinds] as const;

export const workloadKey = (namespace: string, name: string): string => `${namespace}/${name}`;

/** All workloads of a cluster by `workloadKey`: those with pods, and controllers scaled to none. */
export const workloads: (cluster: ClusterSnapshot) => ReadonlyMap<string, Workload> = derive(
  workloadKinds,
  (cluster) => {
    const namespaces = new Set(workloadKinds.flatMap((kind) => [...kindObjects(cluster, kind).keys()]));
    const found = new Map<string, Workload>();
    for (const namespace of namespaces) {
      for (const workload of workloadsIn(cluster, namespace)) {
        found.set(workloadKey(namespace, workload.name), workload);
      }
    }
    return found;
  },
);

/** The workloads of one namespace. */
export const workloadsIn: (cluster: ClusterSnapshot, namespace: string) => readonly Workload[] =
  deriveInNamespace(workloadKinds, (cluster, namespace) => {
    const found = new Map<string, Workload>();
    for (const [name, pods] of podsByWorkload(cluster, namespace)) {
      const workload = fromPods(cluster, pods);
      if (workload !== null) found.set(name, workload);
    }
    for (const kind of controllerKinds) addWithoutPods(cluster, kind, namespace, found);
    return [...found.values()];
  });

/** One workload by the names telemetry gives it, or null. */
export function workloadAt(cluster: ClusterSnapshot, namespace: string, name: string): Workload | null {
  return workloads(cluster).get(workloadKey(namespace, name)) ?? null;
}

/** The active pods of every workload of a namespace, by the workload's name. */
function podsByWorkload(cluster: ClusterSnapshot, namespace: string): ReadonlyMap<string, readonly Pod[]> {
  const active = [...objects(cluster, 'Pod', namespace)].filter(isActive);
  return Map.groupBy(active, (pod) => nameOf(cluster, pod).name);
}

/** Where the pod alone does not tell that its ReplicaSet is a Deployment's, the ReplicaSet does. */
function nameOf(cluster: ClusterSnapshot, pod: Pod): WorkloadName {
  const own = workloadName(pod);
  if (own.kind !== 'ReplicaSet') return own;
  const replicas = objectAt(cluster, 'ReplicaSet', pod.metadata.namespace ?? '', own.name);
  return replicas?.metadata.ownerReferences?.find(({ controller }) => controller === true) ?? own;
}

function fromPods(cluster: ClusterSnapshot, pods: readonly Pod[]): Workload | null {
  const first = pods.find(isReady) ?? pods[0];
  if (first === undefined) return null;
  const namespace = first.metadata.namespace ?? '';
  const { name, kind } = nameOf(cluster, first);
  const labels = first.metadata.labels ?? {};
  return {
    namespace,
    name,
    object: controllerRef(cluster, kind, namespace, name, first),
    app: canonicalService(labels, name),
    version: canonicalRevision(labels),
    ...proxyOf(mostCommon(pods.map(proxyKind))),
    pods: { ready: pods.filter(isReady).length, total: pods.length },
    labels,
    serviceAccount: first.spec?.serviceAccountName ?? 'default',
    podNames: pods.map((pod) => pod.metadata.name),
  };
}

const proxyOf = (proxy: ProxyKind | null) => ({
  proxy,
  gateway: proxy === 'gateway',
  waypoint: proxy === 'waypoint',
});

function controllerRef(
  cluster: ClusterSnapshot,
  kind: string,
  namespace: string,
  name: string,
  pod: Pod,
): ObjectRef | null {
  if (kind === 'Pod') return refOf(cluster, 'Pod', pod);
  const known: KindName | undefined = [...controllerKinds, 'ReplicaSet' as const].find((k) => k === kind);
  if (known === undefined) return null;
  const object = objectAt(cluster, known, namespace, name);
  return object === null ? null : refOf(cluster, known, object);
}

function addWithoutPods(
  cluster: ClusterSnapshot,
  kind: ControllerKind,
  namespace: string,
  found: Map<string, Workload>,
): void {
  for (const controller of objects(cluster, kind, namespace)) {
    const { name } = controller.metadata;
    if (found.has(name)) continue;
    const template = (controller.spec as ControllerSpec | undefined)?.template;
    const labels = template?.metadata?.labels ?? {};
    found.set(name, {
      namespace,
      name,
      object: refOf(cluster, kind, controller),
      app: canonicalService(labels, name),
      version: canonicalRevision(labels),
      proxy: null,
      gateway: false,
      waypoint: false,
      pods: { ready: 0, total: 0 },
      labels,
      serviceAccount: template?.spec?.serviceAccountName ?? 'default',
      podNames: [],
    });
  }
}

function mostCommon(kinds: readonly ProxyKind[]): ProxyKind | null {
  const counts = new Map<ProxyKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
