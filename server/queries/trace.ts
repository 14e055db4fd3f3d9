import type { TraceResponse } from '#lib/api/traces-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { forViewer } from '#lib/graph/filter.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { SeenSpan } from '#lib/traces/seen-trace.ts';
import type { Context } from '../context.ts';
import type { TraceSource } from '../traces/backend.ts';
import { fullGraph } from './full-graph.ts';
import { seenTree } from './seen-tree.ts';
import { visibilityOf } from './visibility.ts';

export interface TraceQuery extends TimeSelection {
  readonly id: string;
}

/** The address at which people look at a trace; null where none is set. */
export const linkTo = (source: Pick<TraceSource, 'link'>, id: string): string | null =>
  source.link?.replaceAll('{traceId}', encodeURIComponent(id)) ?? null;

/**
 * One trace with the places of its spans on the graph of a window, as far as the viewer may see it. Throws WeftError: `not-found`
 * also where every span is of namespaces that the viewer may not read.
 */
export async function readTrace(ctx: Context, { id, ...selection }: TraceQuery): Promise<TraceResponse> {
  const { traces } = ctx;
  if (traces === undefined) {
    throw new WeftError('not-found', 'No trace backend is set.', { cure: 'Set WEFT_TRACES to its address.' });
  }
  const backend = await traces.backend(ctx.signal);
  const { trace, unread } = await backend.trace(id, ctx.signal);
  if (trace === null) throw noSuchTrace();
  const { graph, snapshot } = await fullGraph(ctx, selection);
  const { covered, places } = seenTree(ctx, trace, { graph, snapshot });
  const told = tellable(ctx, graph);
  const spans = [...covered].map(([each, span]): SeenSpan => {
    const { node = null, edge = null } = places.get(each) ?? {};
    return { ...span, node: told.node(node), edge: told.edge(edge) };
  });
  if (spans.every((span) => span.covered)) throw noSuchTrace();
  return { id, spans, unread, link: linkTo(traces, id) };
}

/** Ids of the graph as the viewer knows them; null for what they do not see there. */
function tellable(ctx: Context, graph: TrafficGraph) {
  const seen = forViewer(graph, visibilityOf(ctx));
  const nodes = new Map<string, (typeof seen.nodes)[number]['id']>(seen.nodes.map(({ id }) => [id, id]));
  const edges = new Map<string, (typeof seen.edges)[number]['id']>(seen.edges.map(({ id }) => [id, id]));
  const { opaque } = visibilityOf(ctx);
  return {
    node: (id: string | null) => (id === null ? null : (nodes.get(id) ?? null)),
    edge: (id: string | null) =>
      id === null ? null : (edges.get(id) ?? edges.get(`hidden/${opaque(id)}`) ?? null),
  };
}

const noSuchTrace = () =>
  new WeftError('not-found', 'The trace backend has no such trace, or none that you may see.', {
    cure: 'Backends keep traces for days at most, and a new one takes some seconds to come: try again, or look for others.',
  });
