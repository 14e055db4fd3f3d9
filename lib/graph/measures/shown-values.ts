import type { EdgeId } from '#lib/core/ids.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import type { GraphEdge } from '../model.ts';
import type { EdgeMeasures } from './fill-measures.ts';

/** Percentiles in milliseconds, throughput in bytes per second; what is not there is no data. */
export type EdgeValues = EdgeMeasures['reports'][number]['values'];

/** What of one edge stands for it: what its shown reporter told. Where that is the callee's side, a waypoint may have told in its place. */
function atShown(
  { shown }: Pick<GraphEdge, 'shown'>,
  { reports }: Pick<EdgeMeasures, 'reports'>,
): EdgeValues | null {
  const told = reports.find(({ reporter }) => reporter === shown);
  const waypoint =
    shown === 'destination' ? reports.find(({ reporter }) => reporter === 'waypoint') : undefined;
  return (told ?? waypoint)?.values ?? null;
}

/** The values that stand for the edges of a graph; of an edge that nothing was told of there are none. */
export function shownValues(
  edges: readonly Pick<GraphEdge, 'id' | 'shown'>[],
  measures: readonly EdgeMeasures[],
): ReadonlyMap<EdgeId, EdgeValues> {
  const byId = new Map(measures.map((each) => [each.id, each]));
  return new Map(
    edges.flatMap((edge) => {
      const own = byId.get(edge.id);
      const values = own === undefined ? null : atShown(edge, own);
      return values === null ? [] : [[edge.id, values] as const];
    }),
  );
}

/** Bytes per second from source to target (`request`) or back: of TCP as the graph has them, else of bodies as they were measured. */
export function throughputOf(
  { protocol, reports, shown }: Pick<GraphEdge, 'protocol' | 'reports' | 'shown'>,
  which: 'request' | 'response',
  values: EdgeValues | null,
): number | null {
  if (protocol !== 'tcp') return values?.[`${which}-throughput` satisfies EdgeMeasure] ?? null;
  return reports[shown]?.[which === 'request' ? 'sentBytes' : 'receivedBytes'] ?? null;
}
