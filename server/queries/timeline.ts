import type { TimelineResponse } from '#lib/api/timeline-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import { alignToGrid, chartStep } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds, type Seconds } from '#lib/core/units.ts';
import { axisOf } from '#lib/graph/chart-series.ts';
import { timelineOf } from '#lib/graph/timeline.ts';
import type { NamedQuery } from '#lib/prom/promql.ts';
import { timelineFailures, timelineRequests } from '#lib/prom/queries/timeline.ts';
import type { MatrixRow } from '#lib/prom/series.ts';
import type { Context } from '../context.ts';
import type { RangeSpan } from '../prom/source.ts';

export interface TimelineQuery {
  readonly span: Seconds;
  /** Null ends at the present. */
  readonly end: EpochSeconds | null;
  /** Empty means all that the viewer may read. */
  readonly namespaces: readonly string[];
}

/**
 * Requests and errors of the mesh over time: two range queries, whose moments lie on a grid, so that all viewers of a span
 * share one answer until the grid moves on. Throws WeftError where the requests cannot be asked for.
 */
export async function readTimeline(ctx: Context, input: TimelineQuery): Promise<TimelineResponse> {
  const { step, rateWindow } = chartStep(input.span, ctx.prom.scrapeInterval());
  const span = gridSpan(input, step, ctx.clock.now() / 1000);
  const namespaces = readable(input.namespaces, ctx.viewer.namespaces);
  const axis = axisOf(span.start, span.end, step);
  const head = { step, rateWindow };
  if (namespaces?.length === 0) {
    return { ...head, ...timelinePart([], [], axis), promql: [], missing: [] };
  }
  const requests = timelineRequests(namespaces, rateWindow);
  const failures = timelineFailures(namespaces, rateWindow);
  const [rates, errors] = await Promise.all([
    ctx.prom.range(requests, span, ctx.signal),
    orReason(ctx, failures, span),
  ]);
  return {
    ...head,
    ...timelinePart(rates, errors.rows, axis),
    promql: [requests, failures].map((query) => ({ name: query.name, promql: ctx.prom.promql(query) })),
    missing: errors.reason !== null ? [{ query: failures.name, reason: errors.reason }] : [],
  };
}

function timelinePart(
  ...given: Parameters<typeof timelineOf>
): Pick<TimelineResponse, 'reporter' | 'points'> {
  const { reporter, points } = timelineOf(...given);
  return { reporter, points: [...points] };
}

/** The last `span` seconds before the end, which is never later than now, on the grid of the step. */
function gridSpan({ span, end }: TimelineQuery, step: Seconds, now: number): RangeSpan {
  const last = alignToGrid(epochSeconds.parse(Math.min(end ?? now, now)), step);
  return { start: epochSeconds.parse(last - Math.floor(span / step) * step), end: last, step };
}

/** The namespaces whose traffic is asked for, sorted so that who may see the same shares it; null means all. */
function readable(chosen: readonly string[], visible: ReadonlySet<string> | null): readonly string[] | null {
  if (chosen.length === 0) return visible === null ? null : [...visible].sort();
  return [...new Set(chosen)].filter((name) => visible?.has(name) ?? true).sort();
}

interface Asked {
  readonly rows: readonly MatrixRow[] | null;
  readonly reason: string | null;
}

async function orReason(ctx: Context, query: NamedQuery, span: RangeSpan): Promise<Asked> {
  try {
    return { rows: await ctx.prom.range(query, span, ctx.signal), reason: null };
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    return { rows: null, reason: isWeftError(error) ? error.message : 'The query failed.' };
  }
}
