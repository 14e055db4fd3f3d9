import type { GraphNode } from '#lib/graph/model.ts';

const outsiders: Partial<Record<GraphNode['kind'], string>> = {
  unknown: 'unknown callers',
  passthrough: 'passthrough',
  blackhole: 'blackhole',
  inaccessible: 'no access',
};

/** What a node is called: a workload by its application, the version stands beside it; one without by its own name. */
export function nodeName(node: GraphNode): string {
  if (node.kind === 'workload') return node.app ?? node.name;
  return outsiders[node.kind] ?? node.name;
}

/** Name and version in one text: `checkout v2`. */
export const nodeLabel = (node: GraphNode): string =>
  node.version ? `${nodeName(node)} ${node.version}` : nodeName(node);
