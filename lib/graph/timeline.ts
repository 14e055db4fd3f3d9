import { z } from 'zod';
import { type EpochSeconds, epochSeconds, perSecond, type Seconds } from '#lib/core/units.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import type { MatrixRow } from '#lib/prom/series.ts';
import { linesOf } from './chart-series.ts';
import { type Reporter, reporter as reporterName } from './model.ts';

/** Requests and errors per second at a moment. Null: no data, never 0. */
export const timelinePoint = z.object({
  at: epochSeconds,
  rate: perSecond.nullable(),
  errors: perSecond.nullable(),
});
export type TimelinePoint = z.infer<typeof timelinePoint>;

export interface Timeline {
  /** Whose reports are summed, over the whole span; null where none has any. */
  readonly reporter: Reporter | null;
  readonly points: readonly TimelinePoint[];
}

/** What callers saw comes first. Ztunnels report no requests. */
const preferred = ['source', 'destination', 'waypoint'] as const satisfies readonly Reporter[];

const reporterOf = ({ labels }: MatrixRow): Reporter | null =>
  reporterName.safeParse(labels.reporter).data ?? null;

const isError = ({ labels }: MatrixRow): boolean =>
  outcomeClass(labels.response_code ?? '-', labels.grpc_response_status ?? null) !== null;

/**
 * The mesh over time from the answers of `lib/prom/queries/timeline.ts`. One reporter speaks for the whole span: a change of
 * reporters would look like one of traffic. `failures` null: they are not known, as when their query failed.
 */
export function timelineOf(
  requests: readonly MatrixRow[],
  failures: readonly MatrixRow[] | null,
  axis: readonly EpochSeconds[],
): Timeline {
  const lines = linesOf(requests, axis, reporterOf);
  const speaks = (name: Reporter) =>
    lines.some((line) => line.name === name && line.points.some(([, value]) => value !== null));
  const reporter = preferred.find(speaks) ?? null;
  const rates = lines.find(({ name }) => name === reporter)?.points;
  const ofReporter = (row: MatrixRow) => (reporterOf(row) === reporter && isError(row) ? 'errors' : null);
  const errors = failures === null ? null : (linesOf(failures, axis, ofReporter)[0]?.points ?? []);
  const points = axis.map((at, i) => {
    const rate = rates?.[i]?.[1] ?? null;
    // Where requests were counted and no errors were, there were none.
    const failed = rate === null || errors === null ? null : (errors[i]?.[1] ?? 0);
    return {
      at,
      rate: rate === null ? null : perSecond.parse(rate),
      errors: failed === null ? null : perSecond.parse(failed),
    };
  });
  return { reporter, points };
}

/** Errors of all requests at a point, 0 to 1; null where that is not known or nothing was asked. */
export const errorShareOf = ({ rate, errors }: TimelinePoint): number | null =>
  rate === null || errors === null || rate <= 0 ? null : Math.min(1, errors / rate);

/** The point nearest to a moment among points in order of time. */
export function pointAt(points: readonly TimelinePoint[], at: number): TimelinePoint | null {
  let best: TimelinePoint | null = null;
  for (const point of points) {
    if (best === null || Math.abs(point.at - at) < Math.abs(best.at - at)) best = point;
  }
  return best;
}

/** The point with the greatest share of errors, null where none failed. */
export function worstPoint(points: readonly TimelinePoint[]): TimelinePoint | null {
  let worst: { readonly point: TimelinePoint; readonly share: number } | null = null;
  for (const point of points) {
    const share = errorShareOf(point) ?? 0;
    if (share > (worst?.share ?? 0)) worst = { point, share };
  }
  return worst?.point ?? null;
}

/** What of time a timeline shows: `span` seconds up to `end`; null ends at the present. */
export interface TimelineView {
  readonly span: Seconds;
  readonly end: EpochSeconds | null;
}

/** Of the span: a timeline begins on a grid, a little before its span, and its first moment is still on it. */
const slack = 0.02;

/**
 * Where the timeline ends so that `at` is on it. It stays where it is while it can: what a person drags along must not move
 * beneath the hand.
 */
export function endShowing(
  at: EpochSeconds | null,
  { span, end }: TimelineView,
  now: number,
): EpochSeconds | null {
  const until = end ?? now;
  if (at === null || at >= now) return null;
  if (at >= until - span * (1 + slack) && at <= until) return end;
  const centred = at + span / 2;
  return centred >= now ? null : epochSeconds.parse(Math.floor(centred));
}
