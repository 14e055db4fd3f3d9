import type { EdgeId } from '#lib/core/ids.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import { isSilent, isSlow } from './changed-much.ts';
import type { Lately } from './lately.ts';
import type { Symptom } from './symptom.ts';

/** Fewer requests in the window do not tell. */
const enough = 20;

export interface ChangedEdge {
  /** As it is now; as it was where there is nothing of it any more. */
  readonly edge: GraphEdge;
  readonly symptom: Extract<Symptom, { kind: 'slow' | 'stopped' }>;
  /** Whether it shows by the last moments alone: a caller that sends now and then is as silent in between. */
  readonly fresh: boolean;
}

/**
 * Edges that became slow or fell silent since some earlier times (an hour, a day and a week before), by graphs of equally long
 * windows: against every one of them in which the edge is known, so that what is slow or rare by nature at this hour is not missed.
 * What stopped within the window shows by its last moments. Which edges fail is on each of the graphs.
 */
export function changedSince(
  graph: TrafficGraph,
  past: readonly TrafficGraph[],
  lately: Lately | null = null,
): readonly ChangedEdge[] {
  const now = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const before = past.map(({ edges }) => new Map(edges.map((edge) => [edge.id, edge])));
  const ids = new Set<EdgeId>([...before.flatMap((edges) => [...edges.keys()]), ...now.keys()]);
  return [...ids].flatMap((id): readonly ChangedEdge[] => {
    const edge = now.get(id) ?? null;
    const were = before.flatMap((edges) => edges.get(id) ?? []);
    const known = edge ?? were[0];
    if (known === undefined) return [];
    const symptom = slownessOf(edge, were) ?? silenceOf(edge, were);
    if (symptom !== null) return [{ edge: known, symptom, fresh: false }];
    const fresh = edge === null || lately === null ? null : stoppedLately(edge, lately);
    return fresh === null ? [] : [{ edge: known, symptom: fresh, fresh: true }];
  });
}

const shown = ({ reports, shown: by }: GraphEdge) => reports[by];

function slownessOf(edge: GraphEdge | null, were: readonly GraphEdge[]): ChangedEdge['symptom'] | null {
  const after = edge === null ? null : shown(edge);
  const now = after?.avgLatency ?? null;
  const known = were.flatMap((was) => {
    const { avgLatency = null, count = null } = shown(was) ?? {};
    return avgLatency === null || (count ?? 0) < enough ? [] : [avgLatency];
  });
  if (now === null || known.length === 0 || (after?.count ?? 0) < enough) return null;
  const before = Math.max(...known);
  return isSlow(now, before) ? { kind: 'slow', now, before, since: null } : null;
}

function silenceOf(edge: GraphEdge | null, were: readonly GraphEdge[]): ChangedEdge['symptom'] | null {
  const known = were.flatMap((was) => {
    const { rate = null, count = null } = shown(was) ?? {};
    return rate === null || (count ?? 0) < enough ? [] : [Number(rate)];
  });
  if (known.length === 0 || known.length < were.length) return null;
  const now = edge === null ? 0 : (shown(edge)?.rate ?? 0);
  const before = Math.min(...known);
  return isSilent(now, before) ? { kind: 'stopped', now, before, since: null } : null;
}

/** Nothing in the last moments where its window would have had many. */
function stoppedLately(edge: GraphEdge, { span, rates }: Lately): ChangedEdge['symptom'] | null {
  const before = shown(edge)?.rate ?? null;
  const now = rates.get(edge.id)?.[edge.shown];
  if (before === null || now === undefined || before * span < enough) return null;
  return isSilent(now, before) ? { kind: 'stopped', now, before, since: null } : null;
}
