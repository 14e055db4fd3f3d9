import type { IncidentTrendsResponse } from '#lib/api/incidents-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import { type Seconds, seconds } from '#lib/core/units.ts';
import { added, edgeLines, errorRows, type LinesOf } from '#lib/diagnosis/edge-lines.ts';
import type { Point } from '#lib/diagnosis/onset.ts';
import { withPast } from '#lib/diagnosis/with-past.ts';
import { axisOf } from '#lib/graph/chart-series.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import type { NamedQuery } from '#lib/prom/promql.ts';
import { type BetweenWorkloads, latencyTrend, requestTrend } from '#lib/prom/queries/edge-trends.ts';
import { callersSeen, errorTrend } from '#lib/prom/queries/error-trend.ts';
import type { MatrixRow } from '#lib/prom/series.ts';
import type { Context } from '../context.ts';
import type { RangeSpan } from '../prom/source.ts';
import { baselinesOf } from './baselines.ts';
import type { FullGraph } from './full-graph.ts';
import type { KnownProblem } from './problems.ts';

/** So many workloads are named in a query. */
const mostNames = 100;

interface AskedLines extends Pick<IncidentTrendsResponse, 'missing'> {
  /** Empty where it is not known. */
  of(problem: KnownProblem): readonly Point[];
  /** `names`: whether it spells names of workloads. */
  readonly promql: readonly { readonly name: string; readonly promql: string; readonly names: boolean }[];
}

type Kind = KnownProblem['diagnosis']['symptom']['kind'];

/**
 * What problems are measured by, over time: a range query for all of one kind, and one that tells no traffic from nothing known. All
 * are asked once for all viewers until the grid moves on.
 */
export async function askIncidentLines(
  ctx: Context,
  full: FullGraph,
  problems: readonly KnownProblem[],
  span: RangeSpan,
): Promise<AskedLines> {
  const { past } = await baselinesOf(ctx, full);
  const graph = withPast(full.graph, past);
  const queries = queriesFor(
    graph,
    problems,
    seconds.parse(Math.max(4 * full.reading.scrapeInterval, span.step)),
  );
  const missing: AskedLines['missing'] = [];
  const ask = async (query: NamedQuery): Promise<readonly MatrixRow[] | null> =>
    ctx.prom.range(query, span, ctx.signal).catch((error: unknown) => {
      if (ctx.signal.aborted) throw error;
      missing.push({ query: query.name, reason: isWeftError(error) ? error.message : 'The query failed.' });
      return null;
    });
  const answers = new Map(
    await Promise.all(queries.map(async ([kind, query]) => [kind, await ask(query)] as const)),
  );
  const shared = {
    edges: graph.edges,
    snapshot: full.snapshot,
    axis: axisOf(span.start, span.end, span.step),
  };
  // Without callers a moment without requests is a gap: less is claimed.
  const seen = answers.get('seen') ?? [];
  const lines = (
    kind: Kind,
    more: Pick<Parameters<typeof edgeLines>[0], 'seen' | 'join'>,
  ): LinesOf | null => {
    const rows = answers.get(kind) ?? null;
    return rows === null
      ? null
      : edgeLines({ ...shared, ...more, rows: kind === 'errors' ? errorRows(rows) : rows });
  };
  const byKind: Readonly<Record<Kind, LinesOf | null>> = {
    errors: lines('errors', { seen, join: added }),
    stopped: lines('stopped', { seen, join: added }),
    // Percentiles do not add up: of several series of an edge the slowest is told.
    slow: lines('slow', { seen: [], join: Math.max }),
  };
  return {
    of: ({ diagnosis: { symptom, edge }, edges }) =>
      byKind[symptom.kind]?.(symptom.kind === 'slow' ? [edge] : edges) ?? [],
    promql: queries.map(([kind, query]) => ({
      name: query.name,
      promql: ctx.prom.promql(query),
      names: kind !== 'errors',
    })),
    missing,
  };
}

type Asked = readonly [Kind | 'seen', NamedQuery];

/** As many as there are kinds of problems, and one more. */
function queriesFor(
  graph: TrafficGraph,
  problems: readonly KnownProblem[],
  window: Seconds,
): readonly Asked[] {
  const [slow, stopped] = [between(graph, problems, 'slow'), between(graph, problems, 'stopped')];
  const failing = problems.some(({ diagnosis }) => diagnosis.symptom.kind === 'errors');
  const all: readonly (readonly [Kind | 'seen', NamedQuery | null])[] = [
    ['errors', failing ? errorTrend(window) : null],
    ['slow', slow === null ? null : latencyTrend(95, slow, window)],
    ['stopped', stopped === null ? null : requestTrend(stopped, window)],
    ['seen', failing || stopped !== null ? callersSeen(callersOf(graph, problems)) : null],
  ];
  return all.flatMap(([kind, query]): readonly Asked[] => (query === null ? [] : [[kind, query]]));
}

/** Telemetry names nothing else by its workload. */
const nameOf = ({ kind, name }: GraphNode): string => (kind === 'workload' ? name : 'unknown');

/** The ends of the edges that problems of a kind are measured at; null where there are none. */
function between(
  { nodes, edges }: TrafficGraph,
  problems: readonly KnownProblem[],
  kind: Kind,
): BetweenWorkloads | null {
  const own = problems.filter(({ diagnosis }) => diagnosis.symptom.kind === kind);
  const wanted = new Set(
    own.flatMap((problem) => (kind === 'slow' ? [problem.diagnosis.edge] : problem.edges)),
  );
  const measured = edges.filter(({ id }) => wanted.has(id));
  const byId = new Map<string, GraphNode>(nodes.map((node) => [node.id, node]));
  const names = (end: (edge: GraphEdge) => string) => [
    ...new Set(measured.flatMap((edge) => byId.get(end(edge)) ?? []).map(nameOf)),
  ];
  const ends = { sources: names(({ source }) => source), targets: names(({ target }) => target) };
  if (ends.sources.length === 0 || ends.targets.length === 0) return null;
  return {
    sources: ends.sources.sort().slice(0, mostNames),
    targets: ends.targets.sort().slice(0, mostNames),
  };
}

function callersOf({ nodes, edges }: TrafficGraph, problems: readonly KnownProblem[]): readonly string[] {
  const own = new Set(problems.flatMap((problem) => problem.edges));
  const sources = new Set<string>(edges.filter(({ id }) => own.has(id)).map(({ source }) => source));
  const names = nodes.filter(({ id }) => sources.has(id)).map(nameOf);
  return [...new Set(names)].sort().slice(0, mostNames);
}
