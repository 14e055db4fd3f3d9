import type { GraphResponse } from '#lib/api/graph-contract.ts';
import { forViewer, inNamespaces } from '#lib/graph/filter.ts';
import { withServiceNodes } from '#lib/graph/service-nodes.ts';
import type { Context } from '../context.ts';
import { type Timed, untimed } from '../http/server-timing.ts';
import { fullGraph } from './full-graph.ts';
import { type GraphSelection, readView, viewAsked } from './view.ts';
import { visibilityOf } from './visibility.ts';

/** `namespaces` empty: all that the viewer may read; `services`: each is a node between its callers and its workloads. */
export type GraphQuery = GraphSelection & Required<Pick<GraphSelection, 'namespaces' | 'services'>>;

/** The graph of a window, or the view of it that is asked for, as the viewer may see it. Throws WeftError when there is nothing good to show. */
export async function readGraph(
  ctx: Context,
  input: GraphQuery,
  timed: Timed = untimed,
): Promise<GraphResponse> {
  const view = viewAsked(input);
  if (view !== null) return readView(ctx, view, timed);
  const { graph, reading } = await fullGraph(ctx, input, timed);
  const seen = forViewer(graph, visibilityOf(ctx));
  const chosen = inNamespaces(seen, new Set(input.namespaces));
  const shown = input.services ? withServiceNodes(chosen, ctx.kube.snapshot(), ctx.toleranceRules) : chosen;
  return { graph: shown, stale: reading.stale === null ? null : { ...reading.stale } };
}
