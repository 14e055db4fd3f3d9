import type { EdgeId } from '#lib/core/ids.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { GraphEdge } from '#lib/graph/model.ts';
import { place } from '#lib/graph/place.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { MatrixRow } from '#lib/prom/series.ts';
import type { Point } from './onset.ts';

interface Lines {
  /** Those that lines are wanted of, and any others. */
  readonly edges: readonly GraphEdge[];
  readonly snapshot: MeshSnapshot;
  readonly rows: readonly MatrixRow[];
  /** The answer of `callersSeen`: a moment without a value is 0 where callers were seen then, else a gap. Empty for gaps alone. */
  readonly seen: readonly MatrixRow[];
  readonly axis: readonly EpochSeconds[];
  /** What series of one edge come to together. */
  readonly join: (a: number, b: number) => number;
}

/** A measure over time of groups of edges, as the reporter saw it that speaks for each edge. */
export type LinesOf = (of: readonly EdgeId[]) => Point[];

export function edgeLines({ edges, snapshot, rows, seen, axis, join }: Lines): LinesOf {
  const byId = new Map<string, GraphEdge>(edges.map((edge) => [edge.id, edge]));
  const own = Map.groupBy(rows, ({ labels }) => {
    const at = place(labels, false, snapshot);
    if (typeof at === 'string') return null;
    return byId.get(at.edge)?.shown === at.slot ? at.edge : null;
  });
  const known = new Set(seen.flatMap(({ points }) => points.map(([at]) => at)));
  return (of) => {
    const values = new Map<EpochSeconds, number>();
    for (const edge of of)
      for (const { points } of own.get(edge) ?? [])
        for (const [at, value] of points) {
          const before = values.get(at);
          if (value !== null) values.set(at, before === undefined ? value : join(before, value));
        }
    return axis.map((at) => [at, values.get(at) ?? (known.has(at) ? 0 : null)]);
  };
}

export const added = (a: number, b: number): number => a + b;

/** Rows of the error trend that are errors by their code and gRPC status. */
export const errorRows = (rows: readonly MatrixRow[]): readonly MatrixRow[] =>
  rows.filter(
    ({ labels }) => outcomeClass(labels.response_code ?? '-', labels.grpc_response_status ?? null) !== null,
  );
