import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { isControlPlane, membershipOf, workloadEntriesOf } from '../decorate/node-marks.ts';
import { isEgressCluster } from './add-flows.ts';
import { backingWorkloads, clusterOf } from './backing.ts';
import { isVersion, unknown } from './endpoint.ts';
import type { ViewOptions } from './options.ts';
import type { ViewGraph, ViewNode } from './view-graph.ts';

/**
 * How nodes take part in the mesh, by all the workloads behind them: out of it, when they have no sidecar, are not ambient and
 * are no gateways. Where no workload is known nothing is held against a node.
 */
export function markMembership(graph: ViewGraph, snapshot: MeshSnapshot, { readable }: ViewOptions): void {
  for (const node of graph.nodes.values()) {
    if (node.kind !== 'workload' && node.kind !== 'app') continue;
    const { cluster, namespace } = node;
    const objects = clusterOf(snapshot, cluster);
    if (node.dead || !readable(cluster, namespace)) continue;
    if (objects !== null && isControlPlane(objects, namespace)) continue;
    Object.assign(node, membershipOf(backingWorkloads(node, snapshot), node.waypoint));
  }
}

/** Which nodes are not of the chosen namespaces, and which the viewer may not look into. */
export function markOutside(graph: ViewGraph, { namespaces, readable }: ViewOptions): void {
  for (const node of graph.nodes.values()) {
    const nowhere = node.kind === 'unknown' || (node.kind === 'service' && isNowhere(node));
    if (!nowhere) node.outside = isOther(node.namespace, namespaces);
    node.inaccessible = nowhere || !readable(node.cluster, node.namespace);
  }
}

const isNowhere = (node: ViewNode): boolean => node.namespace === unknown || isEgressCluster(node);

const isOther = (namespace: string, chosen: ReadonlySet<string>): boolean =>
  chosen.size > 0 && namespace !== unknown && !chosen.has(namespace);

/** The WorkloadEntries behind a node: machines outside of Kubernetes with its labels. */
export function markWorkloadEntries(
  graph: ViewGraph,
  snapshot: MeshSnapshot,
  { namespaces }: ViewOptions,
): void {
  for (const node of graph.nodes.values()) {
    const cluster = clusterOf(snapshot, node.cluster);
    if (cluster === null || (node.kind !== 'workload' && node.kind !== 'app')) continue;
    if (namespaces.size > 0 && !namespaces.has(node.namespace)) continue;
    node.workloadEntries = workloadEntriesOf(cluster, entriesBehind(node));
  }
}

/** All versions of an application are one node where it stands for no one workload. */
const entriesBehind = ({ kind, namespace, app, workload, version }: ViewNode) => ({
  namespace,
  app,
  version: version !== null && isVersion(version) ? version : null,
  anyVersion: kind === 'app' && workload === null,
});

/** Nodes that call others and that nobody calls: where traffic comes into the picture. */
export function markRoots(graph: ViewGraph): void {
  const edges = [...graph.edges.values()];
  const [sources, targets] = [new Set(edges.map((e) => e.source)), new Set(edges.map((e) => e.target))];
  for (const node of graph.nodes.values()) node.root = sources.has(node.id) && !targets.has(node.id);
}
