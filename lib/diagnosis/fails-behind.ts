import type { NodeId } from '#lib/core/ids.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import { rowsOf, sidesOf } from './rows.ts';

/** From this part of what a node answers with errors on, errors of its own calls explain them. */
const enough = 0.5;
/** Below so many errors two counts of one thing differ much by chance, so less is enough. */
const few = 50;
const enoughOfFew = 0.2;
/** Below so many any error that its calls met is, also one that a retry made good as far as anybody counted. */
const fewest = 10;

/** The errors of a graph by where they enter and leave a node, in requests of the window. */
export interface Through {
  /** Errors that a node answers with, and errors that it gets from what it calls. */
  readonly answered: ReadonlyMap<NodeId, number>;
  readonly got: ReadonlyMap<NodeId, number>;
  /** The same, with tries that failed and were made good by another. */
  readonly met: ReadonlyMap<NodeId, number>;
}

/** Errors that a caller got: as its own proxy tells, else as the callee's does. Those it brought about itself are left out. */
export function errorsGot(edge: GraphEdge): number {
  const { caller, callee } = sidesOf(edge);
  const rows = rowsOf(edge, caller ?? callee).filter(
    ({ error, flags }) => error && !flags.some((flag) => flag === 'DC' || flag === 'DR'),
  );
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** Errors that the proxy of a callee saw its application answer with: 5xx and gRPC's server statuses. */
function errorsAnswered(edge: GraphEdge): number {
  const { caller, callee } = sidesOf(edge);
  return rowsOf(edge, callee ?? caller)
    .filter(({ error, code, flags }) => error && flags.length === 0 && !/^4/.test(code))
    .reduce((sum, { count }) => sum + count, 0);
}

const byGraph = new WeakMap<TrafficGraph, Through>();

/** Kept with the graph: every edge of it asks. */
export function throughOf(graph: TrafficGraph): Through {
  const known = byGraph.get(graph);
  if (known !== undefined) return known;
  const answered = new Map<NodeId, number>();
  const got = new Map<NodeId, number>();
  const met = new Map<NodeId, number>();
  for (const edge of graph.edges) {
    answered.set(edge.target, (answered.get(edge.target) ?? 0) + errorsAnswered(edge));
    got.set(edge.source, (got.get(edge.source) ?? 0) + errorsGot(edge));
    met.set(edge.source, (met.get(edge.source) ?? 0) + Math.max(errorsGot(edge), errorsAnswered(edge)));
  }
  const through = { answered, got, met };
  byGraph.set(graph, through);
  return through;
}

/** Whether the errors that a node answers with are those of what it calls, as far as their counts tell. */
export function failsBehind(graph: TrafficGraph, id: NodeId): boolean {
  const { answered, got, met } = throughOf(graph);
  const own = answered.get(id) ?? 0;
  const behind = got.get(id) ?? 0;
  if (own === 0) return false;
  if (own < fewest) return (met.get(id) ?? 0) > 0;
  return behind >= (own < few ? enoughOfFew : enough) * own;
}
