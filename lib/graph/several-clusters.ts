import type { GraphNode } from './model.ts';

/** Whether a graph has nodes of more than one cluster that is known: names then say nothing without their cluster. */
export function severalClusters(nodes: Iterable<Pick<GraphNode, 'cluster'>>): boolean {
  let first: string | null = null;
  for (const { cluster } of nodes) {
    if (cluster === 'unknown') continue;
    if (first !== null && cluster !== first) return true;
    first = cluster;
  }
  return false;
}
