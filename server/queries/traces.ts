import type { TracedRequest, TracesResponse } from '#lib/api/traces-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import { epochSeconds, milliseconds } from '#lib/core/units.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import { compareTraces } from '#lib/traces/compare-traces.ts';
import { edgeSpans, type TracedEdge } from '#lib/traces/edge-spans.ts';
import { serviceNames } from '#lib/traces/service-names.ts';
import { summarise } from '#lib/traces/summarise.ts';
import type { Trace } from '#lib/traces/trace.ts';
import type { Context } from '../context.ts';
import { collectTraces, type TracedName } from './collect-traces.ts';
import { fullGraph } from './full-graph.ts';
import { locateEdge } from './locate-edge.ts';
import { locateNode } from './node.ts';
import { type SeenTree, seenTree } from './seen-tree.ts';
import { linkTo } from './trace.ts';
import type { GraphSelection } from './view.ts';

export type TracesQuery = GraphSelection & {
  readonly edge: EdgeId | null;
  readonly node: NodeId | null;
  /** Only traces in which something failed. */
  readonly errors: boolean;
  /** Only traces of so many milliseconds or more; null for all. */
  readonly min: number | null;
};

/** What is asked about: its ends as the viewer sees them, and as traces know them. */
interface Subject {
  readonly source: GraphNode | null;
  readonly target: GraphNode;
  readonly names: readonly TracedName[];
  readonly edge: TracedEdge | null;
}

/** So many traces are listed. */
const most = 50;

/**
 * Traces of an edge or a node, failed ones first, then the slowest, as far as the viewer may see them. Throws WeftError:
 * `not-found` for what is not on the graph, and what `server/traces` throws where nothing at all could be had.
 */
export async function readTraces(ctx: Context, input: TracesQuery): Promise<TracesResponse> {
  const subject = await subjectOf(ctx, input);
  const to = input.at ?? Math.floor(ctx.clock.now() / 1000);
  const span = { from: epochSeconds.parse(to - input.window), to: epochSeconds.parse(to) };
  const { source, target } = subject;
  const { traces } = ctx;
  if (traces === undefined) {
    return { backend: null, source, target, ...span, ends: [], traces: [], lookedAt: 0, missing: [] };
  }
  const found = await collectTraces(ctx, traces, subject.names, {
    errors: input.errors,
    minDuration: input.min,
    start: span.from * 1000,
    end: span.to * 1000,
  });
  const { graph, snapshot } = await fullGraph(ctx, input);
  const rows = found.traces.flatMap((trace) => {
    const seen = seenTree(ctx, trace, { graph, snapshot });
    return rowOf(trace, seen, subject.edge, linkTo(traces, trace.id), input);
  });
  return {
    backend: { kind: found.kind, url: traces.url },
    source,
    target,
    ...span,
    ends: found.ends,
    traces: rows.sort(byHarm).slice(0, most),
    lookedAt: found.traces.length,
    missing: found.missing,
  };
}

async function subjectOf(ctx: Context, input: TracesQuery): Promise<Subject> {
  const { edge, node } = input;
  if (edge !== null && node === null) return edgeSubject(ctx, input, edge);
  if (node === null || edge !== null) {
    throw new WeftError('bad-request', 'Traces are of one edge or of one node.', {
      cure: 'Give one of the parameters "edge" and "node".',
    });
  }
  const target = (await locateNode(ctx, { ...input, id: node })).node;
  return { source: null, target, names: [{ end: 'target', tried: serviceNames(target) }], edge: null };
}

/** A hidden end is not asked for: its name would be told by what is found. */
async function edgeSubject(ctx: Context, input: TracesQuery, id: EdgeId): Promise<Subject> {
  const { source, target, whole, from, to, view } = await locateEdge(ctx, { ...input, id });
  const names: readonly TracedName[] = [
    { end: 'source', tried: serviceNames(source) },
    { end: 'target', tried: serviceNames(target) },
  ];
  return {
    source,
    target,
    names: names.filter(({ tried }) => tried.length > 0),
    edge: {
      id: whole.id,
      source: whole.source,
      from: serviceNames(from),
      to: serviceNames(to),
      host: whole.service?.host ?? null,
      exact: view === null,
    },
  };
}

function rowOf(
  { id }: Trace,
  { tree, places, shown }: SeenTree,
  edge: TracedEdge | null,
  link: string | null,
  { errors, min }: TracesQuery,
): readonly TracedRequest[] {
  const along = edge === null ? null : edgeSpans(tree.roots, places, edge);
  const { duration, ...summary } = summarise(shown);
  const isAsked = (!errors || summary.failed > 0) && (min === null || duration >= min);
  if (!isAsked || along?.length === 0) return [];
  const here =
    along === null
      ? null
      : {
          spans: along.length,
          failed: along.filter(({ span }) => span.failed).length,
          duration: milliseconds.parse(Math.max(...along.map(({ span }) => span.duration))),
        };
  return [
    { id, ...summary, services: [...summary.services], duration: milliseconds.parse(duration), here, link },
  ];
}

/** What failed on the edge itself comes before what failed elsewhere. */
const byHarm = (a: TracedRequest, b: TracedRequest): number =>
  Number((b.here?.failed ?? 0) > 0) - Number((a.here?.failed ?? 0) > 0) || compareTraces(a, b);
