import { objects } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { isEgressCluster } from './add-flows.ts';
import { backingWorkloads, clusterOf, isControlPlane } from './backing.ts';
import { unknown } from './endpoint.ts';
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
    if (node.dead || !readable(cluster, namespace) || isControlPlane(snapshot, cluster, namespace)) continue;
    const behind = backingWorkloads(node, snapshot);
    // A workload without pods has no proxy to miss.
    const sidecars = behind.every(({ proxy, pods }) => proxy === 'sidecar' || pods.total === 0);
    const ambient = behind.every(({ proxy }) => proxy === 'ambient');
    const gateways = behind.every(({ gateway }) => gateway);
    node.outOfMesh = !sidecars && !ambient && !gateways && !node.waypoint;
    node.ambient = ambient || node.waypoint;
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
    node.workloadEntries = [...objects(cluster, 'WorkloadEntry', node.namespace)]
      .filter(({ spec }) => spec?.labels?.app === node.app && spec?.labels?.version === node.version)
      .map(({ metadata }) => metadata.name);
  }
}

/** Nodes that call others and that nobody calls: where traffic comes into the picture. */
export function markRoots(graph: ViewGraph): void {
  const edges = [...graph.edges.values()];
  const [sources, targets] = [new Set(edges.map((e) => e.source)), new Set(edges.map((e) => e.target))];
  for (const node of graph.nodes.values()) node.root = sources.has(node.id) && !targets.has(node.id);
}
