import type { EdgeId } from '#lib/core/ids.ts';
import type { Seconds } from '#lib/core/units.ts';
import type { GraphEdge, Reporter } from '#lib/graph/model.ts';
import { place } from '#lib/graph/place.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { VectorRow } from '#lib/prom/series.ts';

type ByEdge = ReadonlyMap<EdgeId, Partial<Readonly<Record<Reporter, number>>>>;

/** Requests per second of the last moments, by edge and reporter; an edge that nobody tells of any more is not in it. */
export interface Lately {
  readonly span: Seconds;
  readonly rates: ByEdge;
  /** Errors per second, of edges that have any; null where they could not be asked. */
  readonly failed: ByEdge | null;
}

/** Reads the rows of the two queries of that name; null for the second where it was not answered. */
export function latelyOf(
  rows: readonly VectorRow[],
  failed: readonly VectorRow[] | null,
  span: Seconds,
  snapshot: MeshSnapshot,
): Lately {
  const errors = failed?.filter(
    ({ labels }) => outcomeClass(labels.response_code ?? '-', labels.grpc_response_status ?? null) !== null,
  );
  return {
    span,
    rates: byEdge(rows, snapshot),
    failed: errors === undefined ? null : byEdge(errors, snapshot),
  };
}

function byEdge(rows: readonly VectorRow[], snapshot: MeshSnapshot): ByEdge {
  const rates = new Map<EdgeId, Partial<Record<Reporter, number>>>();
  for (const { labels, value } of rows) {
    const placed = value === null ? 'no value' : place(labels, false, snapshot);
    if (typeof placed === 'string' || value === null) continue;
    const { edge, slot } = placed;
    if (slot === 'ztunnel-source' || slot === 'ztunnel-destination') continue;
    const known = rates.get(edge) ?? {};
    known[slot] = (known[slot] ?? 0) + value;
    rates.set(edge, known);
  }
  return rates;
}

/** Errors and requests per second of an edge in the last moments, as one reporter tells; null where it does not. */
export function latelyOn(
  { id }: Pick<GraphEdge, 'id'>,
  reporter: Reporter,
  lately: Lately | null | undefined,
): { readonly failed: number; readonly requests: number } | null {
  const requests = lately?.rates.get(id)?.[reporter];
  if (requests === undefined || lately?.failed == null) return null;
  return { failed: lately.failed.get(id)?.[reporter] ?? 0, requests };
}

/** So many deviations from what was to be expected are no chance. */
const unlikely = 3;

/**
 * Whether errors of the last moments are more, or fewer, than a rate over a longer window lets expect: that began or ended within it.
 * Both in errors per second.
 */
export function isOtherThan(failed: number, before: number, span: Seconds): boolean {
  const expected = before * span;
  return Math.abs(failed * span - expected) > unlikely * Math.sqrt(expected + 1);
}
