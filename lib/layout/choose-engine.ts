import type { LayoutGraph } from './layout-graph.ts';

/**
 * Up to here the layered engine answers within a second or two: a hub-shaped graph of 500 nodes takes seconds, and so do
 * the many edges between closed namespaces.
 */
const layeredUpTo = { nodes: 300, edges: 500 };

export const layoutEngines = ['layered', 'force', 'grid'] as const;
export type LayoutEngine = (typeof layoutEngines)[number];

/** Which engine suits the size of a graph. */
export function chooseEngine(graph: LayoutGraph): LayoutEngine {
  if (graph.edges.length === 0) return 'grid';
  const isSmall = graph.nodes.length <= layeredUpTo.nodes && graph.edges.length <= layeredUpTo.edges;
  return isSmall ? 'layered' : 'force';
}

/** The engine to try when `engine` did not answer in time; null after the last. */
export function cheaperEngine(engine: LayoutEngine): LayoutEngine | null {
  return engine === 'layered' ? 'force' : engine === 'force' ? 'grid' : null;
}
