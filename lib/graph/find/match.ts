import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { TrafficGraph } from '../model.ts';
import { compileExpression } from './compile.ts';
import { type Expression, needsFacts, subjectsOf } from './expression.ts';
import { type FindContext, findIndex, hasTraffic } from './find-index.ts';
import { notesOnMeasures } from './measured.ts';

/** What an expression is true of, in the order of the graph, and out of how many. */
export interface Match {
  readonly nodes: readonly NodeId[];
  readonly edges: readonly EdgeId[];
  readonly ofNodes: number;
  readonly ofEdges: number;
  /** What the reader should know of the answer, such as an operand that this graph cannot answer. */
  readonly notes: readonly string[];
}

const withoutFacts =
  'What the configuration says of nodes is not at hand, so what asks for it matches nothing.';

/** The elements of a graph that an expression is true of. Work grows with the graph times the expression. */
export function match(graph: TrafficGraph, expression: Expression, context: FindContext = {}): Match {
  const index = findIndex(graph, context);
  const { node, edge } = compileExpression(expression, index);
  const notes = subjectsOf(expression).flatMap(({ operand }) => operand.note ?? []);
  if (index.facts === null && needsFacts(expression)) notes.push(withoutFacts);
  notes.push(...notesOnMeasures(expression, index.measured));
  return {
    nodes: graph.nodes.filter((each) => node(each) === true).map(({ id }) => id),
    edges: graph.edges.filter((each) => edge(each) === true).map(({ id }) => id),
    ofNodes: graph.nodes.length,
    ofEdges: graph.edges.length,
    notes: [...new Set(notes)],
  };
}

/**
 * The graph without what matched: with a node its edges go, and a node that had traffic goes when none of its edges is
 * left. Nodes that had none stay, for they were asked for as such.
 */
export function hide(graph: TrafficGraph, hidden: Pick<Match, 'nodes' | 'edges'>): TrafficGraph {
  const [noNodes, noEdges] = [new Set(hidden.nodes), new Set(hidden.edges)];
  const edges = graph.edges.filter(
    ({ id, source, target }) => !noEdges.has(id) && !noNodes.has(source) && !noNodes.has(target),
  );
  const ends = (of: typeof edges) => new Set(of.flatMap(({ source, target }) => [source, target]));
  const [left, busy] = [ends(edges), ends(graph.edges.filter(hasTraffic))];
  const nodes = graph.nodes.filter(({ id }) => !noNodes.has(id) && (left.has(id) || !busy.has(id)));
  return { ...graph, nodes, edges };
}
