import type { NodeId } from '#lib/core/ids.ts';
import { type Milliseconds, milliseconds } from '#lib/core/units.ts';
import type { EdgeReport, GraphEdge, TrafficGraph } from '#lib/graph/model.ts';

interface Time {
  /** Milliseconds of duration per second of the clock, and requests per second. */
  readonly spent: number;
  readonly rate: number;
}

function timeOf(edges: readonly GraphEdge[], report: (edge: GraphEdge) => EdgeReport | null): Time {
  return edges.reduce(
    (sum, edge) => {
      const { rate, avgLatency } = report(edge) ?? { rate: null, avgLatency: null };
      return rate === null || avgLatency === null
        ? sum
        : { spent: sum.spent + rate * avgLatency, rate: sum.rate + rate };
    },
    { spent: 0, rate: 0 },
  );
}

/**
 * How long a node takes by itself for a request, in milliseconds: the mean duration of what it serves, less what it waits for the
 * calls it makes, as if it made them one after another. Null where it serves nothing that is timed.
 */
export function ownLatency({ edges }: Pick<TrafficGraph, 'edges'>, id: NodeId): Milliseconds | null {
  const served = timeOf(
    edges.filter(({ target }) => target === id),
    ({ reports }) => reports.destination ?? reports.waypoint ?? reports.source,
  );
  if (served.rate === 0) return null;
  const waited = timeOf(
    edges.filter(({ source }) => source === id),
    ({ reports }) => reports.source,
  );
  return milliseconds.parse(Math.max(0, (served.spent - waited.spent) / served.rate));
}
