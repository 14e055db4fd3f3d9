import type { GraphNode } from '#lib/graph/model.ts';
import { backingWorkloads } from '#lib/graph/view/backing.ts';
import type { DrawnGraph } from './view.ts';

export type Described = Pick<GraphNode, 'kind' | 'cluster' | 'namespace' | 'name' | 'object'>;

/** What the configuration knows of a node: itself, or the workloads of an application. */
export function behindNode(
  { view, snapshot }: Pick<DrawnGraph, 'view' | 'snapshot'>,
  node: GraphNode,
): readonly Described[] {
  const own = node.kind === 'app' ? view?.nodes.find(({ id }) => id === node.id) : undefined;
  if (own === undefined) return [node];
  return backingWorkloads(own, snapshot).map(({ namespace, name, object }) => ({
    kind: 'workload',
    cluster: node.cluster,
    namespace,
    name,
    object,
  }));
}
