import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { GraphNode, NodeMark } from '../model.ts';

/** How the workloads behind a node take part in the mesh. Where none is known nothing is held against a node. */
export interface Membership {
  readonly outOfMesh: boolean;
  readonly ambient: boolean;
}

/** All have sidecars, all are ambient or all are gateways: else the node is out of the mesh. A workload without pods has no proxy to miss. */
export function membershipOf(behind: readonly Workload[], waypoint: boolean): Membership {
  const sidecars = behind.every(({ proxy, pods }) => proxy === 'sidecar' || pods.total === 0);
  const ambient = behind.every(({ proxy }) => proxy === 'ambient');
  const gateways = behind.every(({ gateway }) => gateway);
  return { outOfMesh: !sidecars && !ambient && !gateways && !waypoint, ambient: ambient || waypoint };
}

/** Whether a namespace is the control plane's: what runs there is not expected to be in the mesh. */
export const isControlPlane = (cluster: ClusterSnapshot, namespace: string): boolean =>
  meshConfigOf(cluster).rootNamespace === namespace;

/** Whose work machines outside of Kubernetes may do too. */
export interface EntriesOf {
  readonly namespace: string;
  readonly app: string | null;
  readonly version: string | null;
  /** Of an application as a whole. */
  readonly anyVersion?: boolean;
}

/** The WorkloadEntries with the labels of an application and version. */
export function workloadEntriesOf(
  cluster: ClusterSnapshot,
  { namespace, app, version, anyVersion = false }: EntriesOf,
): readonly string[] {
  if (app === null) return [];
  return [...objects(cluster, 'WorkloadEntry', namespace)]
    .filter(
      ({ spec }) => spec?.labels?.app === app && (anyVersion || (spec.labels.version ?? null) === version),
    )
    .map(({ metadata }) => metadata.name);
}

/** What is told of a node by marks. */
export interface Marked {
  readonly outOfMesh: boolean;
  readonly pods: GraphNode['pods'];
  readonly idle: boolean;
  readonly workloadEntries: readonly string[];
  readonly source: boolean;
}

/** The marks of a node, in the order in which they stand on it. */
export function marksOf({ outOfMesh, pods, idle, workloadEntries, source }: Marked): NodeMark[] {
  const marks: readonly (readonly [NodeMark, boolean])[] = [
    ['out-of-mesh', outOfMesh],
    ['no-pods', pods?.total === 0],
    ['idle', idle],
    ['workload-entry', workloadEntries.length > 0],
    ['source', source],
  ];
  return marks.filter(([, holds]) => holds).map(([mark]) => mark);
}
