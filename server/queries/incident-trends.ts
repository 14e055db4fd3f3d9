import type { IncidentTrendsResponse } from '#lib/api/incidents-contract.ts';
import { alignToGrid, type TimeSelection } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import { type ProblemSince, refined } from '#lib/diagnosis/problem-record.ts';
import { beginningIn, trendOf } from '#lib/diagnosis/trend.ts';
import type { Context } from '../context.ts';
import type { RangeSpan } from '../prom/source.ts';
import { fullGraph } from './full-graph.ts';
import { changesNear } from './incident-changes.ts';
import { askIncidentLines } from './incident-lines.ts';
import { recordOf, refineSince } from './problem-memory.ts';
import { maySee, problemName, problemsIn } from './problems.ts';
import { visibilityOf } from './visibility.ts';

/** So many seconds are looked at, a moment a minute. */
const looksBack = 3600;
const minute = 60;
/** So many changes are told of a problem. */
const fewChanges = 3;

/**
 * Of each problem that the viewer may see: its errors over time, latency where it is slow, requests where they stopped; where that is
 * going, when it began, and what changed about then.
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
  const asked = await askIncidentLines(ctx, full, all, span);
  const told = problems.map((problem) => {
    const points = asked.of(problem);
    const says = beginningIn(problem.diagnosis.symptom, points);
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
        measure: measures[problem.diagnosis.symptom.kind],
        points: points.map(([at, value]): Pointed => [at, value]),
        trend: trendOf(problem.diagnosis.symptom, points, momentOf(since)),
        since,
        changes: near.slice(0, fewChanges),
        more: Math.max(0, near.length - fewChanges),
      };
    }),
    // But for the one of the whole mesh they name workloads, whoever may read them.
    promql: asked.promql
      .filter(({ names }) => visibility.namespaces === null || !names)
      .map(({ name, promql }) => ({ name, promql })),
    missing: [
      ...asked.missing,
      ...(changes.trouble === null ? [] : [{ query: 'what changed', reason: changes.trouble }]),
    ],
  };
}

type Pointed = IncidentTrendsResponse['problems'][number]['points'][number];

const measures = { errors: 'errors', slow: 'p95', stopped: 'requests' } as const;

const momentOf = ({ at, known }: ProblemSince): EpochSeconds | null => (known === 'before' ? null : at);

/** The hour before a moment, on a grid, so that all who look at it ask for the same. */
function hourBefore(at: EpochSeconds, scrape: Seconds): RangeSpan {
  const step = seconds.parse(Math.max(scrape, minute));
  const end = alignToGrid(at, step);
  return { start: epochSeconds.parse(end - Math.floor(looksBack / step) * step), end, step };
}
