import { WeftError } from '#lib/core/error-code.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { edgeMatchers } from '#lib/graph/edge-selector.ts';
import { forViewer, type Visibility } from '#lib/graph/filter.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import { viewEdgeMatchers } from '#lib/graph/view/view-matchers.ts';
import type { Matcher } from '#lib/prom/promql.ts';
import type { Context } from '../context.ts';
import { fullGraph } from './full-graph.ts';
import { type DrawnGraph, drawnGraph, type GraphSelection } from './view.ts';
import { visibilityOf } from './visibility.ts';

export type EdgeQuery = GraphSelection & { readonly id: EdgeId };

/** An edge as the viewer sees it (`edge`, `source`, `target`) and as it is (`whole`, `from`, `to`): ends may be hidden. */
export interface LocatedEdge extends DrawnGraph {
  readonly visibility: Visibility;
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
  readonly whole: GraphEdge;
  readonly from: GraphNode;
  readonly to: GraphNode;
  /** Of the series behind it. */
  readonly matchers: readonly Matcher[];
}

/**
 * Finds an edge by the id under which the viewer knows it: in the view that is asked for, else on the graph of the mesh, for a
 * selection outlives a change of the view. Throws WeftError `not-found`.
 */
export async function locateEdge(ctx: Context, input: EdgeQuery): Promise<LocatedEdge> {
  const drawn = await drawnGraph(ctx, input);
  const found =
    edgeIn(ctx, drawn, input.id) ??
    (drawn.view === null ? null : edgeIn(ctx, { ...(await fullGraph(ctx, input)), view: null }, input.id));
  if (found === null) throw notFound();
  return found;
}

function edgeIn(ctx: Context, drawn: DrawnGraph, id: EdgeId): LocatedEdge | null {
  const { graph } = drawn;
  const visibility = visibilityOf(ctx);
  const seen = forViewer(graph, visibility);
  const edge = seen.edges.find((each) => each.id === id);
  const source = seen.nodes.find((node) => node.id === edge?.source);
  const target = seen.nodes.find((node) => node.id === edge?.target);
  if (edge === undefined || source === undefined || target === undefined) return null;
  const whole = graph.edges.find((each) => each.id === id || `hidden/${visibility.opaque(each.id)}` === id);
  const from = graph.nodes.find((node) => node.id === whole?.source);
  const to = graph.nodes.find((node) => node.id === whole?.target);
  if (whole === undefined || from === undefined || to === undefined) return null;
  const matchers = matchersOf(drawn, whole, from, to);
  return { ...drawn, visibility, edge, source, target, whole, from, to, matchers };
}

function matchersOf(
  { view, graph, snapshot }: DrawnGraph,
  edge: GraphEdge,
  from: GraphNode,
  to: GraphNode,
): readonly Matcher[] {
  const source = view?.nodes.find(({ id }) => id === from.id);
  const target = view?.nodes.find(({ id }) => id === to.id);
  const clusters = severalClusters(graph.nodes);
  return source === undefined || target === undefined
    ? edgeMatchers(edge, from, to, clusters)
    : viewEdgeMatchers(edge, source, target, { snapshot, clusters });
}

const notFound = () =>
  new WeftError('not-found', 'There was no such traffic in this window.', {
    cure: 'Choose a longer window, or go back to the graph.',
  });
