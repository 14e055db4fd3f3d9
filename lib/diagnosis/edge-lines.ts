import type { EdgeId } from '#lib/core/ids.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import { place } from '#lib/graph/place.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { MatrixRow } from '#lib/prom/series.ts';
import type { Point } from './onset.ts';

interface Lines {
  readonly graph: Pick<TrafficGraph, 'edges'>;
  readonly snapshot: MeshSnapshot;
  /** The answers of `lib/prom/queries/error-trend.ts`. */
  readonly errors: readonly MatrixRow[];
  readonly seen: readonly MatrixRow[];
  readonly axis: readonly EpochSeconds[];
}

/**
 * Errors per second over time of groups of edges, as the reporter saw them that speaks for each edge. A moment without errors is
 * 0 where callers were seen then, else a gap.
 */
export function errorLines({ graph, snapshot, errors, seen, axis }: Lines) {
  const edges = new Map<string, GraphEdge>(graph.edges.map((edge) => [edge.id, edge]));
  const rows = Map.groupBy(errors, ({ labels }) => {
    if (outcomeClass(labels.response_code ?? '-', labels.grpc_response_status ?? null) === null) return null;
    const at = place(labels, false, snapshot);
    if (typeof at === 'string') return null;
    return edges.get(at.edge)?.shown === at.slot ? at.edge : null;
  });
  const known = new Set(seen.flatMap(({ points }) => points.map(([at]) => at)));
  return (of: readonly EdgeId[]): Point[] => {
    const sums = new Map<EpochSeconds, number>();
    for (const edge of of)
      for (const { points } of rows.get(edge) ?? [])
        for (const [at, value] of points) if (value !== null) sums.set(at, (sums.get(at) ?? 0) + value);
    return axis.map((at) => [at, sums.get(at) ?? (known.has(at) ? 0 : null)]);
  };
}
