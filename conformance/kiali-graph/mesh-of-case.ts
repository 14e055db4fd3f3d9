import { clusterId } from '#lib/core/ids.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import type { CaseMesh, CaseWorkload } from './case-file.ts';

/** The Kubernetes side of a case as the objects a cluster would hold. */
export function meshOfCase(mesh: CaseMesh): MeshSnapshot {
  const names = new Set([mesh.homeCluster, ...Object.keys(mesh.namespaces)]);
  const clusters = [...names].map((name) => {
    const id = clusterId.parse(name);
    return [id, snapshotOfObjects(id, objectsOf(mesh, name)).cluster] as const;
  });
  return { version: 1, clusters: new Map(clusters) };
}

function objectsOf(mesh: CaseMesh, cluster: string): KubeObject[] {
  const here = <T extends { cluster?: string | undefined }>(list: readonly T[]) =>
    list.filter((one) => (one.cluster ?? mesh.homeCluster) === cluster);
  return [
    ...(mesh.namespaces[cluster] ?? []).map((name) =>
      namespaceOf(name, mesh.ambientNamespaces.includes(name)),
    ),
    ...here(mesh.workloads).flatMap(workloadOf),
    ...here(mesh.services).map(({ namespace, name, labels = {}, healthRate }) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name, labels, annotations: rateAnnotation(healthRate) },
      spec: {},
    })),
    ...here(mesh.serviceEntries).map((entry) => istioObject('ServiceEntry', entry)),
    ...here(mesh.destinationRules).map((rule) => istioObject('DestinationRule', withNamedSubsets(rule))),
    ...here(mesh.virtualServices).map((service) => istioObject('VirtualService', withDestinations(service))),
    ...here(mesh.workloadEntries).map((entry) => istioObject('WorkloadEntry', entry)),
    meshConfig(mesh),
  ];
}

const namespaceOf = (name: string, ambient: boolean): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: ambient ? { 'istio.io/dataplane-mode': 'ambient' } : {} },
});

function meshConfig({ defaultServiceExportTo }: CaseMesh): KubeObject {
  const data = defaultServiceExportTo === undefined ? {} : { defaultServiceExportTo };
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'istio-system', name: 'istio' },
    data: { mesh: JSON.stringify(data) },
  };
  return object;
}

const rateAnnotation = (written: string | undefined): Record<string, string> =>
  written === undefined ? {} : { 'health.kiali.io/rate': written };

function workloadOf(workload: CaseWorkload): KubeObject[] {
  const { namespace, name, pods, replicas } = workload;
  const labels = { ...workload.labels, ...waypointLabels(workload) };
  const deployment: KubeObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, labels, annotations: rateAnnotation(workload.healthRate) },
    spec: { replicas: replicas?.desired ?? pods, template: { metadata: { labels } } },
    ...(replicas === undefined
      ? {}
      : { status: { replicas: replicas.current, availableReplicas: replicas.available } }),
  };
  const running = Array.from({ length: pods }, (_, i) => podOf(workload, labels, i));
  return [deployment, ...running];
}

const waypointLabels = ({ isWaypoint }: CaseWorkload): Record<string, string> =>
  isWaypoint === true ? { 'gateway.istio.io/managed': 'istio.io-mesh-controller' } : {};

function podOf(
  { namespace, name, ...rest }: CaseWorkload,
  labels: Record<string, string>,
  i: number,
): KubeObject {
  const replicaSet = `${name}-5d8f7c9b6d`;
  const proxy = { name: 'istio-proxy', args: ['proxy', rest.isGateway === true ? 'router' : 'sidecar'] };
  const hasProxy = rest.sidecar === true || rest.isGateway === true || rest.isWaypoint === true;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace,
      name: `${replicaSet}-x${i}x2z`,
      labels: { ...labels, 'pod-template-hash': '5d8f7c9b6d' },
      annotations: rest.ambient === true ? { 'ambient.istio.io/redirection': 'enabled' } : {},
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet, uid: 'u', controller: true },
      ],
    },
    spec: { containers: [{ name: 'app' }, ...(hasProxy ? [proxy] : [])] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

interface Written {
  readonly namespace: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

/** An object whose spec is written flat, beside its name. */
function istioObject(kind: string, { cluster: _, namespace, name, ...spec }: Written): KubeObject {
  return { apiVersion: 'networking.istio.io/v1', kind, metadata: { namespace, name }, spec };
}

/** Subsets are written without names, which an API server would not take. */
function withNamedSubsets(rule: Written): Written {
  const subsets = Array.isArray(rule.subsets) ? rule.subsets : [];
  return { ...rule, subsets: subsets.map((subset: object, i) => ({ name: `subset-${i}`, ...subset })) };
}

/** Routes are written short, with the host in place of its destination. */
function withDestinations(service: Written): Written {
  const rules = (list: unknown) => (Array.isArray(list) ? list.map(withRoutes) : undefined);
  return { ...service, http: rules(service.http), tcp: rules(service.tcp), tls: rules(service.tls) };
}

function withRoutes(rule: { readonly route?: readonly ShortRoute[] }) {
  const long = ({ host, subset, weight, destination }: ShortRoute) => ({
    destination: destination ?? { host, subset },
    weight,
  });
  return { ...rule, route: rule.route?.map(long) };
}

interface ShortRoute {
  readonly host?: string;
  readonly subset?: string;
  readonly weight?: number;
  readonly destination?: unknown;
}
