import { clusterId } from '#lib/core/ids.ts';
import { type KindName, kindNames } from '#lib/k8s/kinds.ts';
import type { KubeObject, ObjectMeta } from '#lib/k8s/object.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';

/** A snapshot of one cluster that holds these objects. For tests. */
export const mesh = (objects: readonly KubeObject[], version = 1): MeshSnapshot =>
  clusters({ Kubernetes: objects }, version);

/** A snapshot of several clusters by their names. For tests. */
export const clusters = (
  byName: Readonly<Record<string, readonly KubeObject[]>>,
  version = 1,
): MeshSnapshot => ({
  version,
  clusters: new Map(
    Object.entries(byName).map(([name, objects]) => [clusterId.parse(name), clusterOf(name, objects)]),
  ),
});

function clusterOf(name: string, objects: readonly KubeObject[]): ClusterSnapshot {
  const byKind = new Map<KindName, Map<string, Map<string, KubeObject>>>(
    kindNames.map((kind) => [kind, new Map()]),
  );
  for (const object of objects) {
    const group = object.apiVersion.includes('/') ? (object.apiVersion.split('/')[0] ?? '') : '';
    const kind = kindNameOf(group, object.kind);
    if (kind === null) throw new Error(`Weft does not read ${object.kind}`);
    const byNamespace = byKind.get(kind) ?? new Map();
    const namespace = object.metadata.namespace ?? '';
    byNamespace.set(namespace, (byNamespace.get(namespace) ?? new Map()).set(object.metadata.name, object));
  }
  const id = clusterId.parse(name);
  const states = new Map(
    kindNames.map((kind) => [kind, { phase: 'live' as const, since: '2026-01-01T00:00:00Z' }]),
  );
  return { id, objects: byKind, states };
}

export interface WorkloadFixture {
  readonly app?: string;
  readonly version?: string;
  /** Whether its pod has a sidecar; a gateway has a proxy that is the pod itself. */
  readonly proxy?: 'sidecar' | 'gateway' | 'none';
  readonly ready?: boolean;
}

/** A Deployment and its one pod. */
export function workload(namespace: string, name: string, fixture: WorkloadFixture = {}): KubeObject[] {
  const { app = name, version, proxy = 'sidecar', ready = true } = fixture;
  const labels = {
    app,
    ...(version === undefined ? {} : { version }),
    ...(proxy === 'gateway' ? { istio: name } : {}),
  };
  const meta = { name, namespace } satisfies ObjectMeta;
  const replicaSet = `${name}-5d8f7c`;
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${replicaSet}-x2x`,
      namespace,
      labels: { ...labels, 'pod-template-hash': '5d8f7c' },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet, uid: 'u', controller: true },
      ],
    },
    spec: { containers: containersOf(proxy) },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
  const deployment: KubeObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta,
    spec: { template: { metadata: { labels } } },
  };
  return [deployment, pod];
}

function containersOf(proxy: WorkloadFixture['proxy']) {
  if (proxy === 'none') return [{ name: 'app' }];
  const args = ['proxy', proxy === 'gateway' ? 'router' : 'sidecar'];
  const own = { name: 'istio-proxy', args };
  return proxy === 'gateway' ? [own] : [{ name: 'app' }, own];
}

export const service = (namespace: string, name: string, app = name): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { app }, ports: [{ port: 80, name: 'http' }] },
});

/** Subsets `v1`, `v2`, … of a service, by the label `version`. */
export const subsets = (namespace: string, host: string, versions: readonly string[]): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: host, namespace },
  spec: { host, subsets: versions.map((version) => ({ name: version, labels: { version } })) },
});

/** A VirtualService of `host` with the rules given, last written at `changedAt` (Unix seconds). */
export const virtualService = (
  namespace: string,
  host: string,
  http: readonly unknown[],
  changedAt = 0,
): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: {
    name: host,
    namespace,
    creationTimestamp: new Date(0).toISOString(),
    managedFields: [
      { manager: 'kubectl', operation: 'Update', time: new Date(changedAt * 1000).toISOString() },
    ],
  },
  spec: { hosts: [host], http },
});

/** A rule that splits by subsets: `{ v1: 90, v2: 10 }`. */
export const splitBy = (host: string, weights: Readonly<Record<string, number>>) => ({
  route: Object.entries(weights).map(([subset, weight]) => ({ destination: { host, subset }, weight })),
});
