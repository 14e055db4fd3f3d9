import type { LayoutGraph } from './layout-graph.ts';

/** Up to here the layered engine answers within a second or two (a hub-shaped graph of 500 takes seconds). */
const layeredUpTo = 300;

export const layoutEngines = ['layered', 'force', 'grid'] as const;
export type LayoutEngine = (typeof layoutEngines)[number];

/** Which engine suits the size of a graph. */
export function chooseEngine(graph: LayoutGraph): LayoutEngine {
  if (graph.edges.length === 0) return 'grid';
  return graph.nodes.length <= layeredUpTo ? 'layered' : 'force';
}

/** The engine to try when `engine` did not answer in time; null after the last. */
export function cheaperEngine(engine: LayoutEngine): LayoutEngine | null {
  return engine === 'layered' ? 'force' : engine === 'force' ? 'grid' : null;
}
