import type { IncidentTrendsResponse } from '#lib/api/incidents-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { alignToGrid, type TimeSelection } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds, perSecond, type Seconds, seconds } from '#lib/core/units.ts';
import { errorLines } from '#lib/diagnosis/error-lines.ts';
import { type ProblemSince, refined } from '#lib/diagnosis/problem-record.ts';
import { beginningIn, trendOf } from '#lib/diagnosis/trend.ts';
import { axisOf } from '#lib/graph/chart-series.ts';
import type { NamedQuery } from '#lib/prom/promql.ts';
import { callersSeen, errorTrend } from '#lib/prom/queries/error-trend.ts';
import type { MatrixRow } from '#lib/prom/series.ts';
import type { Context } from '../context.ts';
import type { RangeSpan } from '../prom/source.ts';
import { type FullGraph, fullGraph } from './full-graph.ts';
import { changesNear } from './incident-changes.ts';
import { recordOf, refineSince } from './problem-memory.ts';
import { type KnownProblem, maySee, problemName, problemsIn } from './problems.ts';
import { visibilityOf } from './visibility.ts';

/** The errors of so many seconds are looked at, a moment a minute. */
const looksBack = 3600;
const minute = 60;
/** So many changes are told of a problem, and so many callers asked after. */
const fewChanges = 3;
const mostCallers = 100;

/**
 * Of each problem that the viewer may see: its errors over time, where they are going, when they began, and what changed about then.
 * Throws WeftError where there is no graph; what cannot be asked is missing.
 */
export async function readIncidentTrends(
  ctx: Context,
  selection: TimeSelection,
): Promise<IncidentTrendsResponse> {
  const full = await fullGraph(ctx, selection);
  const all = await problemsIn(ctx, full);
  const visibility = visibilityOf(ctx);
  const problems = all.filter((problem) => maySee(problem, visibility));
  const span = hourBefore(full.graph.at, full.reading.scrapeInterval);
  if (problems.length === 0) return { ...span, problems: [], promql: [], missing: [] };
  const asked = await askErrors(ctx, full, all, span);
  const told = problems.map((problem) => {
    // Errors say nothing of what is slow or silent.
    const points = problem.diagnosis.symptom.kind === 'errors' ? (asked.linesOf?.(problem.edges) ?? []) : [];
    const says = beginningIn(points);
    if (selection.at === null) void refineSince(ctx, problem.key, says);
    const known = recordOf(ctx, problem.key, selection.at)?.since;
    const since = refined(known ?? { at: span.end, known: 'before' }, says);
    return { problem, points, since };
  });
  const changes = await changesNear(ctx, full, told);
  return {
    ...span,
    problems: told.map((each) => {
      const { problem, points, since } = each;
      const near = changes.of(each);
      return {
        key: problemName(problem.seen, visibility),
        points: points.map(([at, value]): Pointed => [at, value === null ? null : perSecond.parse(value)]),
        trend: trendOf(points, momentOf(since)),
        since,
        changes: near.slice(0, fewChanges),
        more: Math.max(0, near.length - fewChanges),
      };
    }),
    // The second names callers, whoever may read them.
    promql: visibility.namespaces === null ? asked.promql : asked.promql.slice(0, 1),
    missing: [
      ...asked.missing,
      ...(changes.trouble === null ? [] : [{ query: 'what changed', reason: changes.trouble }]),
    ],
  };
}

type Pointed = IncidentTrendsResponse['problems'][number]['points'][number];

const momentOf = ({ at, known }: ProblemSince): EpochSeconds | null => (known === 'before' ? null : at);

/** The hour before a moment, on a grid, so that all who look at it ask for the same. */
function hourBefore(at: EpochSeconds, scrape: Seconds): RangeSpan {
  const step = seconds.parse(Math.max(scrape, minute));
  const end = alignToGrid(at, step);
  return { start: epochSeconds.parse(end - Math.floor(looksBack / step) * step), end, step };
}

interface AskedErrors extends Pick<IncidentTrendsResponse, 'promql' | 'missing'> {
  /** Null where it is not known. */
  readonly linesOf: ReturnType<typeof errorLines> | null;
}

/** Two range queries for all problems and all viewers, of which the second is small. */
async function askErrors(
  ctx: Context,
  { graph, snapshot, reading }: FullGraph,
  problems: readonly KnownProblem[],
  span: RangeSpan,
): Promise<AskedErrors> {
  const window = seconds.parse(Math.max(4 * reading.scrapeInterval, span.step));
  const queries = [errorTrend(window), callersSeen(callersOf(graph, problems))];
  const missing: AskedErrors['missing'] = [];
  const ask = (query: NamedQuery): Promise<readonly MatrixRow[] | null> =>
    ctx.prom.range(query, span, ctx.signal).catch((error: unknown) => {
      if (ctx.signal.aborted) throw error;
      missing.push({ query: query.name, reason: isWeftError(error) ? error.message : 'The query failed.' });
      return null;
    });
  const [errors, seen] = await Promise.all(queries.map(ask));
  const axis = axisOf(span.start, span.end, span.step);
  return {
    // Without callers a moment without errors is a gap: less is claimed.
    linesOf: errors == null ? null : errorLines({ graph, snapshot, errors, seen: seen ?? [], axis }),
    promql: queries.map((query) => ({ name: query.name, promql: ctx.prom.promql(query) })),
    missing,
  };
}

function callersOf(
  { nodes, edges }: FullGraph['graph'],
  problems: readonly KnownProblem[],
): readonly string[] {
  const own = new Set(problems.flatMap((problem) => problem.edges));
  const sources = new Set<NodeId>(edges.filter(({ id }) => own.has(id)).map(({ source }) => source));
  const names = nodes
    .filter(({ id }) => sources.has(id))
    .map(({ kind, name }) => (kind === 'unknown' ? kind : name));
  return [...new Set(names)].sort().slice(0, mostCallers);
}
