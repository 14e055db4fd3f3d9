import { objects } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt, workloads } from '#lib/mesh/workloads.ts';
import { addQuietNode, isEgressCluster } from './add-flows.ts';
import { clusterOf } from './backing.ts';
import { type Endpoint, isKnown, unknown } from './endpoint.ts';
import type { ViewOptions } from './options.ts';
import { isQuiet } from './traffic.ts';
import { removeNode, type ViewGraph, type ViewNode } from './view-graph.ts';

const noTrafficAt = (node: ViewNode): boolean => isQuiet(node.inbound) && isQuiet(node.outbound);

/**
 * Leaves out nodes without traffic whose workload is gone, and marks those whose workload is scaled to none. A node with
 * traffic is never dead. What leaves may leave others without a purpose, so it is repeated until nothing changes.
 */
export function dropDeadNodes(graph: ViewGraph, snapshot: MeshSnapshot, options: ViewOptions): void {
  for (;;) {
    const gone = [...graph.nodes.values()].filter(
      (node) => noTrafficAt(node) && isGone(graph, node, snapshot, options),
    );
    if (gone.length === 0) return;
    for (const { id } of gone) removeNode(graph, id);
  }
}

function isGone(
  graph: ViewGraph,
  node: ViewNode,
  snapshot: MeshSnapshot,
  { readable }: ViewOptions,
): boolean {
  if (node.kind === 'operation') return false;
  if (node.kind === 'unknown') return true;
  if (node.kind === 'service') {
    const calls = [...graph.edges.values()].some((edge) => edge.source === node.id);
    return !calls && node.serviceEntry === null && !isEgressCluster(node);
  }
  if (node.workload === null || !isKnown(node.workload) || !readable(node.cluster, node.namespace))
    return false;
  const cluster = clusterOf(snapshot, node.cluster);
  const workload = cluster === null ? null : workloadAt(cluster, node.namespace, node.workload);
  if (workload === null) return true;
  node.dead = workload.pods.total === 0;
  return false;
}

/** Workloads of the chosen namespaces that had no traffic; services too, where services are nodes. */
export function addIdleNodes(graph: ViewGraph, snapshot: MeshSnapshot, options: ViewOptions): void {
  const { graphType, namespaces, serviceNodes } = options;
  const chosen = (namespace: string) => namespaces.size === 0 || namespaces.has(namespace);
  for (const cluster of snapshot.clusters.values()) {
    const quiet: Endpoint[] = [];
    if (graphType !== 'service') {
      for (const workload of workloads(cluster).values()) quiet.push(workloadEnd(cluster.id, workload));
    }
    if (serviceNodes || graphType === 'service') {
      for (const { metadata } of objects(cluster, 'Service')) {
        quiet.push(serviceEnd(cluster.id, metadata.namespace ?? '', metadata.name));
      }
    }
    for (const end of quiet) {
      const node = chosen(end.serviceNamespace) ? addQuietNode(graph, end, graphType) : null;
      if (node !== null) node.idle = true;
    }
  }
}

const workloadEnd = (cluster: string, { namespace, name, app, version }: Workload): Endpoint => ({
  cluster,
  serviceNamespace: namespace,
  service: '',
  namespace,
  workload: name,
  app,
  version: version ?? unknown,
});

const serviceEnd = (cluster: string, serviceNamespace: string, service: string): Endpoint => ({
  cluster,
  serviceNamespace,
  service,
  namespace: '',
  workload: '',
  app: '',
  version: '',
});
