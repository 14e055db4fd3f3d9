import type { GraphResponse } from '#lib/api/graph-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { forViewer } from '#lib/graph/filter.ts';
import { type AskedOptions, askedOptions } from '#lib/graph/view/asked-view.ts';
import type { View } from '#lib/graph/view/build-view.ts';
import { drawView } from '#lib/graph/view/draw-view.ts';
import type { FlowSample } from '#lib/graph/view/flow.ts';
import { furtherNeeds } from '#lib/graph/view/flow-needs.ts';
import type { ViewOptions } from '#lib/graph/view/options.ts';
import { type FlowNeeds, type FlowQuery, flowQueries } from '#lib/prom/queries/flows.ts';
import { type AskedGraph, meshGraph, type ShownGraph } from '#lib/url/asked-graph.ts';
import type { Context } from '../context.ts';
import { type Timed, untimed } from '../http/server-timing.ts';
import type { MissingPart, TrafficReading } from '../prom/source.ts';
import { type FullGraph, fullGraph } from './full-graph.ts';
import { shared } from './shared.ts';
import { visibilityOf } from './visibility.ts';

/** A view as it is asked for; what the viewer may read, what health tolerates and which clusters there are is not theirs to say. */
export interface ViewQuery extends TimeSelection {
  readonly options: AskedOptions;
}

/** What of the graph a link asks for; what it does not say is as `meshGraph` has it, of all namespaces. */
export type GraphSelection = TimeSelection & Partial<Omit<ShownGraph, 'asked'> & AskedGraph>;

/** The graph of the whole mesh and, where a view is asked for, its graph in that one's place. */
export interface DrawnGraph extends FullGraph {
  /** What the graph was drawn from; null for the graph of the mesh. */
  readonly view: View | null;
}

/** The view that a link asks for; null where it is the graph of the mesh. */
export function viewAsked(input: GraphSelection): ViewQuery | null {
  const { window, at, namespaces = [], services = false, ...asked } = input;
  const options = askedOptions({ asked: { ...meshGraph, ...asked }, namespaces, services });
  return options === null ? null : { window, at, options };
}

/** The graph in which what is on the screen is found, not yet cut to what the viewer may see. Throws WeftError as `fullGraph` does. */
export async function drawnGraph(ctx: Context, input: GraphSelection): Promise<DrawnGraph> {
  const asked = viewAsked(input);
  return asked === null ? { ...(await fullGraph(ctx, input)), view: null } : drawnView(ctx, asked);
}

/**
 * A view at another grain than the graph of the mesh, as the viewer may see it, at the moment of the latest reading. Throws
 * WeftError when there is nothing good to show; a query of the view that fails leaves its part out and is named in `missing`.
 */
export async function readView(
  ctx: Context,
  query: ViewQuery,
  timed: Timed = untimed,
): Promise<GraphResponse> {
  const { graph, reading } = await drawnView(ctx, query, timed);
  const seen = forViewer(graph, visibilityOf(ctx));
  return { graph: seen, stale: reading.stale === null ? null : { ...reading.stale } };
}

/** So many views of one reading are kept: each is as large as the graph of the mesh. */
const mostKept = 12;

/** A view is built once for a reading, a snapshot and what the viewer may read, whoever asks. */
async function drawnView(
  ctx: Context,
  { options, ...selection }: ViewQuery,
  timed: Timed = untimed,
): Promise<DrawnGraph> {
  const full = await fullGraph(ctx, selection, timed);
  const kept = shared(ctx.prom, 'views', () => new WeakMap<FullGraph, Map<string, Promise<DrawnGraph>>>());
  const ofFull = kept.get(full) ?? new Map<string, Promise<DrawnGraph>>();
  kept.set(full, ofFull);
  const readable = ctx.viewer.namespaces === null ? null : [...ctx.viewer.namespaces].sort();
  const key = JSON.stringify([{ ...options, namespaces: [...options.namespaces].sort() }, readable]);
  const known = ofFull.get(key);
  if (known !== undefined) return known;
  const drawn = timed('build', () => draw(ctx, full, options));
  ofFull.set(key, drawn);
  const [oldest] = ofFull.keys();
  if (ofFull.size > mostKept && oldest !== undefined) ofFull.delete(oldest);
  return drawn;
}

async function draw(ctx: Context, full: FullGraph, asked: AskedOptions): Promise<DrawnGraph> {
  const { graph, reading, snapshot } = full;
  const { namespaces } = ctx.viewer;
  const [only, ...others] = snapshot.clusters.keys();
  const options: ViewOptions = {
    ...asked,
    soleCluster: others.length === 0 ? (only ?? null) : null,
    readable: (_cluster, namespace) => namespaces?.has(namespace) ?? true,
    // What is drawn is judged as the graph of the mesh is.
    health: null,
  };
  const { samples: flows, missing } = await flowsOf(ctx, reading, furtherNeeds(options));
  const { toleranceRules } = ctx;
  const drawn = drawView({ options, graph, snapshot, samples: reading.samples, flows, toleranceRules });
  return { ...full, graph: { ...drawn.graph, missing: [...graph.missing, ...missing] }, view: drawn.view };
}

interface Flows {
  readonly samples: readonly FlowSample[];
  readonly missing: readonly MissingPart[];
}

/** What views take beside one reading, asked once for all who need the same, whoever asks. */
function flowsOf(ctx: Context, reading: TrafficReading, needs: FlowNeeds): Promise<Flows> {
  const kept = shared(ctx.prom, 'flows', () => new WeakMap<TrafficReading, Map<string, Promise<Flows>>>());
  const ofReading = kept.get(reading) ?? new Map<string, Promise<Flows>>();
  kept.set(reading, ofReading);
  const key = JSON.stringify(needs);
  const known = ofReading.get(key);
  if (known !== undefined) return known;
  const asked = askFlows(ctx, reading, needs);
  ofReading.set(key, asked);
  return asked;
}

/** Shared, so no viewer's leaving ends it. */
async function askFlows({ prom }: Context, { window, at }: TrafficReading, needs: FlowNeeds): Promise<Flows> {
  const { signal } = new AbortController();
  const ask = async ({ measure, query }: FlowQuery) => {
    try {
      const rows = await prom.instant(query, at, signal);
      const samples = rows.flatMap(({ labels, value }) =>
        value === null ? [] : [{ measure, labels, value }],
      );
      return { samples, missing: [] };
    } catch (error) {
      const reason = isWeftError(error) ? error.message : 'The query failed.';
      return { samples: [], missing: [{ query: query.name, reason }] };
    }
  };
  const parts = await Promise.all(flowQueries(window, needs).map(ask));
  return { samples: parts.flatMap((part) => part.samples), missing: parts.flatMap((part) => part.missing) };
}
