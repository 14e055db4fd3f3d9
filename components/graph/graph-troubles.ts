import type { ApiError } from '#components/data/api-error.ts';
import type { GraphResponse } from '#lib/api/graph-contract.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';

/** What can be wrong with the graph on screen. */
export interface GraphTroubles {
  readonly response: GraphResponse;
  /** Why the newest one could not be had. */
  readonly failing: ApiError | null;
  /** Why its layout is a grid. */
  readonly fellBack: string | null;
}

/** Workloads and nothing between them, though every query was answered. */
export const isSilent = (graph: TrafficGraph): boolean =>
  graph.nodes.length > 0 && graph.edges.length === 0 && graph.missing.length === 0;

/** Whether there is anything to tell of: that it is old, partial, silent, or has series without a place. */
export function hasTroubles({ response: { graph, stale }, failing, fellBack }: GraphTroubles): boolean {
  const isPartial = graph.missing.length > 0 || graph.unplaced.length > 0;
  return failing !== null || stale !== null || fellBack !== null || isPartial || isSilent(graph);
}
