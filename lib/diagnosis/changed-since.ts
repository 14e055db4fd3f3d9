import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import { isSilent, isSlow } from './changed-much.ts';
import type { Symptom } from './symptom.ts';

/** Fewer requests in the window do not tell. */
const enough = 20;
export interface ChangedEdge {
  /** As it is now; as it was where there is nothing of it any more. */
  readonly edge: GraphEdge;
  readonly symptom: Extract<Symptom, { kind: 'slow' | 'stopped' }>;
}

/** Edges that became slow or fell silent between two graphs of equally long windows. Which edges fail is on each of them. */
export function changedSince(graph: TrafficGraph, before: TrafficGraph): readonly ChangedEdge[] {
  const now = new Map(graph.edges.map((edge) => [edge.id, edge]));
  return before.edges.flatMap((was) => {
    const edge = now.get(was.id) ?? null;
    const symptom = slownessOf(edge, was) ?? silenceOf(edge, was);
    return symptom === null ? [] : [{ edge: edge ?? was, symptom }];
  });
}

const shown = ({ reports, shown: by }: GraphEdge) => reports[by];

function slownessOf(edge: GraphEdge | null, was: GraphEdge): ChangedEdge['symptom'] | null {
  const [after, earlier] = [edge === null ? null : shown(edge), shown(was)];
  const [now, before] = [after?.avgLatency ?? null, earlier?.avgLatency ?? null];
  if (now === null || before === null || Math.min(after?.count ?? 0, earlier?.count ?? 0) < enough)
    return null;
  return !isSlow(now, before) ? null : { kind: 'slow', now, before, since: null };
}

function silenceOf(edge: GraphEdge | null, was: GraphEdge): ChangedEdge['symptom'] | null {
  const before = shown(was)?.rate ?? null;
  if (before === null || (shown(was)?.count ?? 0) < enough) return null;
  const now = edge === null ? 0 : (shown(edge)?.rate ?? 0);
  return !isSilent(now, before) ? null : { kind: 'stopped', now, before, since: null };
}
