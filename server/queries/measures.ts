import type { MeasuresResponse } from '#lib/api/graph-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { forViewer, inNamespaces } from '#lib/graph/filter.ts';
import { type EdgesOf, edgesOfMesh, edgesOfView } from '#lib/graph/measures/edges-of.ts';
import { fillMeasures } from '#lib/graph/measures/fill-measures.ts';
import { type PlannedQuery, planMeasures } from '#lib/graph/measures/plan-measures.ts';
import { groupsOf } from '#lib/graph/measures/row-groups.ts';
import { goesThroughService, halvesOf } from '#lib/graph/service-nodes.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import { viewEdgeMatchers } from '#lib/graph/view/view-matchers.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import type { Context } from '../context.ts';
import { orAbort } from '../prom/cache.ts';
import type { TrafficReading } from '../prom/source.ts';
import { shared } from './shared.ts';
import { type DrawnGraph, drawnGraph, type GraphSelection, viewAsked } from './view.ts';
import { visibilityOf } from './visibility.ts';

/** The graph that is on screen, and what is asked of its edges. */
export type MeasuresQuery = GraphSelection & { readonly of: readonly EdgeMeasure[] };

/** So many answers of one reading are kept: each has a row for every edge on screen. */
const mostKept = 12;

/**
 * Percentiles and throughput of the edges that the graph with the same parameters has, as far as the viewer may see them. Worked
 * out once for a reading, whoever asks. A query that fails leaves its part out and is named in `missing`. Throws WeftError as
 * `readGraph` does.
 */
export async function readMeasures(ctx: Context, input: MeasuresQuery): Promise<MeasuresResponse> {
  const drawn = await drawnGraph(ctx, input);
  const { reading, snapshot } = drawn;
  const kept = shared(
    ctx.prom,
    'measures',
    () => new WeakMap<TrafficReading, Map<string, Promise<MeasuresResponse>>>(),
  );
  const ofReading = kept.get(reading) ?? new Map<string, Promise<MeasuresResponse>>();
  kept.set(reading, ofReading);
  const readable = ctx.viewer.namespaces === null ? null : [...ctx.viewer.namespaces].sort();
  const key = JSON.stringify([input, readable, snapshot.version]);
  const known = ofReading.get(key);
  if (known !== undefined) return orAbort(known, ctx.signal);
  const measured = measure(ctx, input, drawn);
  ofReading.set(key, measured);
  const [oldest] = ofReading.keys();
  if (ofReading.size > mostKept && oldest !== undefined) ofReading.delete(oldest);
  // At a past moment no newer reading comes that would ask again for what failed.
  void measured.then(({ missing }) => input.at !== null && missing.length > 0 && ofReading.delete(key));
  return orAbort(measured, ctx.signal);
}

async function measure(ctx: Context, input: MeasuresQuery, drawn: DrawnGraph): Promise<MeasuresResponse> {
  const { reading } = drawn;
  const { at, window } = reading;
  const namespaces = [...new Set(input.namespaces ?? [])].sort();
  const operations = viewAsked(input)?.options.operations ?? null;
  const groups = groupsOf(edgesOnScreen(ctx, input, drawn), operations);
  const plan = planMeasures({
    of: input.of,
    series: { namespaces: namespaces.length === 0 ? null : namespaces, operations },
    window,
    known: reading.samples
      .filter(({ measure: what }) => what === 'requests' || what === 'latency')
      .map(({ labels }) => labels),
    groupsOf: groups,
  });
  const asked = await Promise.all(plan.queries.map((each) => ask(ctx, reading, each)));
  // The services that are read bucket by bucket are of the whole mesh.
  const told = plan.queries.filter(
    ({ measure: what }) => what !== 'buckets' || ctx.viewer.namespaces === null,
  );
  return {
    at,
    window,
    of: [...input.of],
    edges: fillMeasures({ of: input.of, plan, groupsOf: groups, answers: asked }).map(({ id, reports }) => ({
      id,
      reports: [...reports],
    })),
    promql: told.map(({ query }) => ({ name: query.name, promql: ctx.prom.promql(query) })),
    missing: [...plan.missing, ...asked.flatMap(({ missing }) => missing)],
  };
}

/** Shared, so no viewer's leaving ends it. */
async function ask({ prom }: Context, { at }: TrafficReading, { measure: what, query }: PlannedQuery) {
  try {
    return { measure: what, rows: await prom.instant(query, at, new AbortController().signal), missing: [] };
  } catch (error) {
    const reason = isWeftError(error) ? error.message : 'The query failed.';
    return { measure: what, rows: [], missing: [{ query: query.name, reason }] };
  }
}

function edgesOnScreen(ctx: Context, input: MeasuresQuery, drawn: DrawnGraph): EdgesOf {
  return drawn.view === null ? onMesh(ctx, input, drawn) : inView(ctx, drawn);
}

/** The ids under which a viewer knows the edges of a graph, by their own. */
function seenIds(ctx: Context, { graph }: DrawnGraph): (id: EdgeId) => string {
  const { namespaces, opaque } = visibilityOf(ctx);
  if (namespaces === null) return (id) => id;
  const seen = new Set<string>(forViewer(graph, { namespaces, opaque }).edges.map(({ id }) => id));
  return (id) => (seen.has(id) ? id : `hidden/${opaque(id)}`);
}

function onMesh(ctx: Context, input: MeasuresQuery, drawn: DrawnGraph): EdgesOf {
  const seen = forViewer(drawn.graph, visibilityOf(ctx));
  const chosen = inNamespaces(seen, new Set(input.namespaces));
  const nodes = new Map(chosen.nodes.map((node) => [node.id, node]));
  const drawnAs = new Map<string, readonly EdgeId[]>(
    chosen.edges.map((edge) => {
      const through = input.services === true && goesThroughService(edge, nodes.get(edge.target));
      return [edge.id, through ? halvesOf(edge).map(({ id }) => id) : [edge.id]];
    }),
  );
  const seenId = seenIds(ctx, drawn);
  const shown = new Map(drawn.graph.edges.map(({ id }) => [id, drawnAs.get(seenId(id)) ?? []]));
  return edgesOfMesh(drawn.snapshot, shown);
}

function inView(ctx: Context, drawn: DrawnGraph): EdgesOf {
  const { graph, view, snapshot } = drawn;
  const nodes = new Map<string, NonNullable<typeof view>['nodes'][number]>(
    view?.nodes.map((node) => [node.id, node]),
  );
  const clusters = severalClusters(graph.nodes);
  const seenId = seenIds(ctx, drawn);
  const visible = new Map(forViewer(graph, visibilityOf(ctx)).edges.map(({ id }) => [String(id), id]));
  const edges = graph.edges.flatMap((edge) => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    const id = visible.get(seenId(edge.id));
    if (source === undefined || target === undefined || id === undefined || edge.protocol === 'tcp')
      return [];
    return { id, matchers: viewEdgeMatchers(edge, source, target, { snapshot, clusters }) };
  });
  return edgesOfView(edges);
}
