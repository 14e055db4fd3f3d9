import type { GraphResponse } from '#lib/api/contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { forViewer, inNamespaces } from '#lib/graph/filter.ts';
import { withServiceNodes } from '#lib/graph/service-nodes.ts';
import type { Context } from '../context.ts';
import { type Timed, untimed } from '../http/server-timing.ts';
import { fullGraph } from './full-graph.ts';
import { visibilityOf } from './visibility.ts';

export interface GraphQuery extends TimeSelection {
  /** Empty means all that the viewer may read. */
  readonly namespaces: readonly string[];
  /** Whether each service is a node between its callers and its workloads. */
  readonly services: boolean;
}

/** The graph of a window as the viewer may see it. Throws WeftError when there is nothing good to show. */
export async function readGraph(
  ctx: Context,
  input: GraphQuery,
  timed: Timed = untimed,
): Promise<GraphResponse> {
  const { graph, reading } = await fullGraph(ctx, input, timed);
  const seen = forViewer(graph, visibilityOf(ctx));
  const chosen = inNamespaces(seen, new Set(input.namespaces));
  const shown = input.services ? withServiceNodes(chosen, ctx.kube.snapshot(), ctx.toleranceRules) : chosen;
  return { graph: shown, stale: reading.stale === null ? null : { ...reading.stale } };
}
