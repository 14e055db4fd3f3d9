import { objectAt } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { backingWorkloads, clusterOf } from './backing.ts';
import type { ViewGraph, ViewNode } from './view-graph.ts';

/** Labels that name a node, and those by which controllers find their own pods. */
const leftOut = new Set([
  'app',
  'version',
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
]);

/** Kubernetes' labels of nodes of the chosen namespaces, as people write them; of several objects every value, in order. */
export function addLabels(graph: ViewGraph, snapshot: MeshSnapshot): void {
  for (const node of graph.nodes.values()) {
    if (node.outside || node.inaccessible) continue;
    const values = new Map<string, Set<string>>();
    for (const labels of labelsOf(node, snapshot)) {
      for (const [name, value] of Object.entries(labels)) {
        if (leftOut.has(name)) continue;
        values.set(name, (values.get(name) ?? new Set()).add(value));
      }
    }
    if (values.size === 0) continue;
    node.labels = Object.fromEntries([...values].map(([name, set]) => [name, [...set].sort().join(',')]));
  }
}

function labelsOf(node: ViewNode, snapshot: MeshSnapshot): readonly Readonly<Record<string, string>>[] {
  if (node.kind !== 'service') return backingWorkloads(node, snapshot).map(({ labels }) => labels);
  const cluster = clusterOf(snapshot, node.cluster);
  const labels =
    cluster === null
      ? undefined
      : objectAt(cluster, 'Service', node.namespace, node.service ?? '')?.metadata.labels;
  return labels === undefined ? [] : [labels];
}
