import { perSecond, share } from '#lib/core/units.ts';
import type { GraphEdge, Reporter, ResponseRow, TrafficGraph } from '#lib/graph/model.ts';
import { isSilent, isSlow } from './changed-much.ts';
import { failsBehind } from './fails-behind.ts';
import { isOtherThan, type Lately, latelyOn } from './lately.ts';
import { madeByOf } from './made-by.ts';
import { onsetOf, type Point } from './onset.ts';
import { countOf, rateOf, rowsOf, sidesOf } from './rows.ts';
import type { ErrorsSymptom, Outcome, Symptom } from './symptom.ts';

/** Series of an edge over the last half hour; empty where nobody asked. */
export interface EdgeSeries {
  /** Errors and requests per second, as the caller's proxy tells. */
  readonly errors: readonly Point[];
  readonly requests: readonly Point[];
  /** Mean duration in milliseconds. */
  readonly latency: readonly Point[];
  /** Requests per second an hour, a day and a week before; null where nothing was counted then, or nobody asked. */
  readonly past: readonly (number | null)[];
}

export const noSeries: EdgeSeries = { errors: [], requests: [], latency: [], past: [] };

/** What is wrong on an edge, what harms most first; empty where nothing shows. */
export function symptomsOf(
  edge: GraphEdge,
  graph: TrafficGraph,
  series: EdgeSeries,
  lately: Lately | null = null,
): readonly Symptom[] {
  return [...errorsOf(edge, graph, series, lately), ...slowness(series), ...stopped(series)];
}

/** The errors of an edge, told by the outcome that most of them have. */
function errorsOf(
  edge: GraphEdge,
  graph: TrafficGraph,
  series: EdgeSeries,
  lately: Lately | null,
): readonly ErrorsSymptom[] {
  const { caller, callee } = sidesOf(edge);
  const all = (side: typeof caller) => rowsOf(edge, side).filter(({ error }) => error);
  // Retries may hide from the caller what the callee's proxy counts, try by try.
  const [atCaller, atCallee] = [all(caller), all(callee)];
  const hidden = callee !== null && countOf(atCaller) < 0.2 * countOf(atCallee);
  const reporter = caller === null || hidden ? callee : caller;
  const rows = reporter === caller ? atCaller : atCallee;
  const most = dominating(rows);
  if (reporter === null || most === null) return [];
  const elsewhere = reachedPods(edge, graph, reporter);
  const total = (edge.reports[reporter]?.count ?? 0) + elsewhere.count;
  const since = began(series.errors);
  const told = since === null || reporter !== caller ? null : latestOf(series);
  const { rate, requests } = told ?? errorsNow(edge, reporter, rows, lately);
  const sent = requests + elsewhere.rate;
  const same = rows.filter((row) => keyOf(row) === keyOf(most));
  return [
    {
      kind: 'errors',
      outcome: most,
      madeBy: madeByOf(edge, most, (target) => failsBehind(graph, target)),
      reporter,
      count: countOf(same),
      errors: countOf(rows),
      total,
      share: sent > 0 ? share.parse(Math.min(1, rate / sent)) : null,
      rate: perSecond.parse(rate),
      since,
    },
  ];
}

const keyOf = ({ code, grpcStatus, flags }: Outcome): string =>
  `${code} ${grpcStatus} ${flags.toSorted().join(' ')}`;

/** The outcome with the most requests; the order in which rows come says nothing. */
export function dominating(rows: readonly ResponseRow[]): Outcome | null {
  const groups = [...Map.groupBy(rows, keyOf)].sort(
    ([a, ofA], [b, ofB]) => countOf(ofB) - countOf(ofA) || (a < b ? -1 : 1),
  );
  const first = groups[0]?.[1][0];
  if (first === undefined) return null;
  const { code, grpcStatus, flags } = first;
  return { code, grpcStatus, flags: flags.toSorted() };
}

/** What the caller sends to the same service and pods got: where no pod was chosen it is part of what did not fail. */
function reachedPods(
  { id, source, target, service, protocol }: GraphEdge,
  graph: TrafficGraph,
  by: Reporter,
) {
  const none = { count: 0, rate: 0 };
  if (service === null || graph.nodes.find((node) => node.id === target)?.kind !== 'service') return none;
  return graph.edges
    .filter(
      (other) =>
        other.id !== id &&
        other.source === source &&
        other.protocol === protocol &&
        other.service?.host === service.host,
    )
    .reduce(
      ({ count, rate }, { reports }) => ({
        count: count + (reports[by]?.count ?? 0),
        rate: rate + (reports[by]?.rate ?? 0),
      }),
      none,
    );
}

/** Errors and requests per second: of the last moments where those differ from the window, which may begin before the errors. */
function errorsNow(edge: GraphEdge, by: Reporter, rows: readonly ResponseRow[], lately: Lately | null) {
  const now = latelyOn(edge, by, lately);
  const rate = rateOf(rows);
  return now !== null && now.failed > 0 && lately !== null && isOtherThan(now.failed, rate, lately.span)
    ? { rate: now.failed, requests: now.requests }
    : { rate, requests: edge.reports[by]?.rate ?? 0 };
}

/** Errors per second that an edge shows now, by the reporter that speaks for it. */
export function errorRateOf(edge: GraphEdge, lately: Lately | null): number {
  const rows = rowsOf(edge, edge.shown).filter(({ error }) => error);
  return lately === null
    ? (edge.reports[edge.shown]?.errorRate ?? 0)
    : errorsNow(edge, edge.shown, rows, lately).rate;
}

/** How it is at the end of the series: a window that begins before the errors tells of less. Null where it is good again. */
function latestOf({ errors, requests }: EdgeSeries) {
  const [failed, all] = [errors.at(-1)?.[1] ?? null, requests.at(-1)?.[1] ?? null];
  if (failed === null || all === null || failed <= 0 || all <= 0) return null;
  return { rate: failed, requests: all };
}

function began(errors: readonly Point[]) {
  const onset = onsetOf(errors);
  if (onset !== null) return onset.after > onset.before ? onset.at : null;
  // Requests that end before a callee is chosen are seen from the first error on: before it there is nothing.
  const first = errors.findIndex(([, value]) => value !== null);
  return first > 0 && (errors[first]?.[1] ?? 0) > 0 ? (errors[first - 1]?.[0] ?? null) : null;
}

function slowness({ latency }: EdgeSeries): readonly Symptom[] {
  const onset = onsetOf(latency);
  if (onset === null || !isSlow(onset.after, onset.before)) return [];
  return [{ kind: 'slow', now: onset.after, before: onset.before, since: onset.at }];
}

function stopped({ requests, past }: EdgeSeries): readonly Symptom[] {
  const onset = onsetOf(requests);
  if (onset !== null && isSilent(onset.after, onset.before))
    return [{ kind: 'stopped', now: onset.after, before: onset.before, since: onset.at }];
  const now = requests.at(-1)?.[1] ?? null;
  const known = past.filter((rate) => rate !== null);
  // What is rare by nature was as rare then: it is missed only against every time that is known.
  if (now === null || known.length === 0 || !known.every((rate) => isSilent(now, rate))) return [];
  return [{ kind: 'stopped', now, before: Math.min(...known), since: null }];
}
