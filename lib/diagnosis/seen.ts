import { formatCountOf } from '#lib/format/number.ts';
import type { ResponseRow } from '#lib/graph/model.ts';
import { type Check, checked, confirmed } from './check.ts';
import { countOf, outcomeText, withFlag } from './rows.ts';
import { flagQuery } from './shown-by.ts';
import type { Situation } from './situation.ts';

/** Requests that end in a way that a cause explains, and the check that says so; null where there are none. */
export interface SeenRows {
  readonly count: number;
  readonly check: Check;
}

/** Requests with one of some flags at the proxy that acts for the caller. */
export function flaggedAtCaller(situation: Situation, flags: readonly string[]): SeenRows | null {
  return seenIn(situation, withFlag(situation.atCaller, flags), 'the caller’s proxy', flags);
}

/** The same at the callee's proxy. */
export function flaggedAtCallee(situation: Situation, flags: readonly string[]): SeenRows | null {
  return seenIn(situation, withFlag(situation.atCallee, flags), 'the callee’s proxy', flags);
}

function seenIn(
  situation: Situation,
  rows: readonly ResponseRow[],
  who: string,
  flags: readonly string[],
): SeenRows | null {
  const count = countOf(rows);
  const [first] = rows.toSorted((a, b) => b.count - a.count);
  const { kind } = situation.symptom;
  // Of what is slow and does not fail only an injected delay shows by a flag.
  if (first === undefined || (kind !== 'errors' && !flags.includes('DI'))) return null;
  const what = situation.edge.protocol === 'tcp' ? 'connections' : 'requests';
  const text = `${formatCountOf(count, Math.max(count, situation.total))} ${what} end with ${outcomeText(first)} at ${who}`;
  return { count, check: confirmed(text, { promql: flagQuery(situation, flags) }) };
}

/** Less than this part of the caller's errors at the callee is none: two proxies do not count the same window to the request. */
const trace = 0.1;

/**
 * Whether the callee's proxy is silent about errors that the caller's tells of: they never arrived. Without any series of it on the
 * edge it is, where it has no proxy or tells of other callers; else nobody knows.
 */
export function calleeSilent(situation: Situation, count: number): boolean | null {
  const { atCallee, callees, sides, graph, target } = situation;
  if (sides.callee !== null) return countOf(atCallee.filter(({ error }) => error)) < trace * count;
  if (callees.length > 0 && callees.every(({ proxy }) => proxy === 'none')) return true;
  const tells = graph.edges.some((edge) => edge.target === target.id && edge.reports.destination !== null);
  return target.kind === 'workload' && tells ? true : null;
}

/** The check that errors did not reach the callee's proxy. */
export function silence(situation: Situation, count: number): Check {
  return checked(calleeSilent(situation, count), {
    yes: 'The callee’s proxy reports none of these errors: they never got there',
    no: 'The callee’s proxy reports errors too, so requests do get there',
    unknown: 'The callee’s proxy has no series of this edge',
  });
}
