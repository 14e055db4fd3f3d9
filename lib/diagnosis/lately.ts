import type { EdgeId } from '#lib/core/ids.ts';
import type { Seconds } from '#lib/core/units.ts';
import type { Reporter } from '#lib/graph/model.ts';
import { place } from '#lib/graph/place.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { VectorRow } from '#lib/prom/series.ts';

/** Requests per second of the last moments, by edge and reporter; an edge that nobody tells of any more is not in it. */
export interface Lately {
  readonly span: Seconds;
  readonly rates: ReadonlyMap<EdgeId, Partial<Readonly<Record<Reporter, number>>>>;
}

/** Reads the rows of the query of that name. */
export function latelyOf(rows: readonly VectorRow[], span: Seconds, snapshot: MeshSnapshot): Lately {
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
  return { span, rates };
}
