import { WeftError } from '#lib/core/error-code.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { forViewer, type Visibility } from '#lib/graph/filter.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import type { Context } from '../context.ts';
import { type FullGraph, fullGraph } from './full-graph.ts';
import { visibilityOf } from './visibility.ts';

export interface EdgeQuery extends TimeSelection {
  readonly id: EdgeId;
}

/** An edge as the viewer sees it (`edge`, `source`, `target`) and as it is (`whole`, `from`, `to`): ends may be hidden. */
export interface LocatedEdge extends FullGraph {
  readonly visibility: Visibility;
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
  readonly whole: GraphEdge;
  readonly from: GraphNode;
  readonly to: GraphNode;
}

/** Finds an edge by the id under which the viewer knows it. Throws WeftError `not-found`. */
export async function locateEdge(ctx: Context, input: EdgeQuery): Promise<LocatedEdge> {
  const full = await fullGraph(ctx, input);
  const { graph } = full;
  const visibility = visibilityOf(ctx);
  const seen = forViewer(graph, visibility);
  const edge = seen.edges.find(({ id }) => id === input.id);
  const source = seen.nodes.find(({ id }) => id === edge?.source);
  const target = seen.nodes.find(({ id }) => id === edge?.target);
  if (edge === undefined || source === undefined || target === undefined) throw notFound();
  const whole = graph.edges.find(({ id }) => id === edge.id || `hidden/${visibility.opaque(id)}` === edge.id);
  const from = graph.nodes.find(({ id }) => id === whole?.source);
  const to = graph.nodes.find(({ id }) => id === whole?.target);
  if (whole === undefined || from === undefined || to === undefined) throw notFound();
  return { ...full, visibility, edge, source, target, whole, from, to };
}

const notFound = () =>
  new WeftError('not-found', 'There was no such traffic in this window.', {
    cure: 'Choose a longer window, or go back to the graph.',
  });
