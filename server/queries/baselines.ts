import { isWeftError } from '#lib/core/error-code.ts';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import { type Lately, latelyOf } from '#lib/diagnosis/lately.ts';
import { buildGraph } from '#lib/graph/build.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { NamedQuery } from '#lib/prom/promql.ts';
import { lately, latelyFailed } from '#lib/prom/queries/lately.ts';
import { latency } from '#lib/prom/queries/latency.ts';
import { measureOfRow } from '#lib/prom/queries/mesh-wide.ts';
import { requests } from '#lib/prom/queries/requests.ts';
import type { Measure, TrafficSample } from '#lib/prom/series.ts';
import type { FullGraph, GraphContext } from './full-graph.ts';
import { shared } from './shared.ts';

/** What a mesh is compared with to tell what became slow or stopped. */
export interface Baselines {
  /** Equally long windows an hour, a day and a week before, as far as anything was counted then. */
  readonly past: readonly TrafficGraph[];
  /** Null where it could not be asked. */
  readonly lately: Lately | null;
  readonly missing: TrafficGraph['missing'];
}

const hour = 3600;
const backs = [
  ['an hour', hour],
  ['a day', 24 * hour],
  ['a week', 7 * 24 * hour],
] as const;
/** Longer than this nobody waits for them, in milliseconds: the next graph has them. */
const patience = 2000;
/** Windows whose past is kept at once. */
const mostKept = 12;
/** Scrapes that a counter is looked at over: two of its values at least. */
const scrapes = 3;

type Asker = Pick<GraphContext, 'prom' | 'signal' | 'clock' | 'toleranceRules'>;
type Subject = Pick<FullGraph, 'graph' | 'snapshot' | 'reading'>;

/**
 * The past is asked for once an hour and window (two queries for each of three moments), whoever looks; the last moments once a graph.
 * What cannot be asked is missing, and asked again by the next.
 */
export async function baselinesOf(ctx: Asker, subject: Subject): Promise<Baselines> {
  const known = shared(ctx.prom, 'baselines', () => new WeakMap<TrafficGraph, Promise<Baselines>>());
  const before = known.get(subject.graph);
  if (before !== undefined) return before;
  const asked = ask(ctx, subject);
  known.set(subject.graph, asked);
  return asked;
}

async function ask(ctx: Asker, subject: Subject): Promise<Baselines> {
  const { graph, reading } = subject;
  const span = seconds.parse(scrapes * reading.scrapeInterval);
  const late = ctx.clock.after(patience, ctx.signal);
  const ofMoments = (query: NamedQuery) =>
    reading.stale === null
      ? Promise.race([asked(ctx, query, graph.at), late.then(() => ({ rows: null, missing: slow }))])
      : null;
  const [past, rows, failed] = await Promise.all([
    Promise.race([pastOf(ctx, subject), late.then(() => waiting)]),
    ofMoments(lately(span)),
    ofMoments(latelyFailed(span)),
  ]);
  return {
    past: past.flatMap((each) => (each.graph === null ? [] : [each.graph])),
    lately: rows?.rows == null ? null : latelyOf(rows.rows, failed?.rows ?? null, span, subject.snapshot),
    missing: [...past, rows, failed].flatMap((each) => each?.missing ?? []),
  };
}

type Missing = TrafficGraph['missing'];

/** Shared between viewers, so nobody's leaving ends it. */
async function asked({ prom }: Pick<Asker, 'prom'>, query: NamedQuery, at: EpochSeconds) {
  try {
    return { rows: await prom.instant(query, at, new AbortController().signal), missing: [] as Missing };
  } catch (error) {
    const reason = isWeftError(error) ? error.message : 'The query failed.';
    return { rows: null, missing: [{ query: query.name, reason }] };
  }
}

interface Past {
  /** Null where nothing was counted then, or it could not be asked. */
  readonly graph: TrafficGraph | null;
  readonly missing: Missing;
}

/** Prometheus takes its time. */
const slow: Missing = [
  { query: 'traffic before', reason: 'What was an hour, a day and a week before is still being asked.' },
];
const waiting: readonly Past[] = [{ graph: null, missing: slow }];

interface Kept {
  readonly at: EpochSeconds;
  readonly window: Seconds;
  readonly past: Promise<readonly Past[]>;
}

async function pastOf(ctx: Asker, subject: Subject): Promise<readonly Past[]> {
  const { at, window } = subject.graph;
  const kept = shared(ctx.prom, 'past traffic', () => new Set<Kept>());
  const known = [...kept].find((each) => each.window === window && at >= each.at && at - each.at < hour);
  if (known !== undefined) return known.past;
  const past = Promise.all(
    backs.map(([name, back]) => graphAt(ctx, subject, { name, at: epochSeconds.parse(at - back) })),
  );
  const made = { at, window, past };
  kept.add(made);
  const [oldest] = kept;
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  const answers = await past;
  if (answers.some(({ missing }) => missing.length > 0)) kept.delete(made);
  return answers;
}

async function graphAt(
  ctx: Asker,
  { snapshot, reading, graph: { window } }: Subject,
  { name, at }: { readonly name: string; readonly at: EpochSeconds },
): Promise<Past> {
  const queries: readonly (readonly [Measure, NamedQuery])[] = [
    ['requests', { ...requests(window), name: `requests ${name} before` }],
    ['latency', { ...latency(window), name: `latency ${name} before` }],
  ];
  const answers = await Promise.all(
    queries.map(async ([measure, query]) => ({ measure, ...(await asked(ctx, query, at)) })),
  );
  const missing = answers.flatMap((answer) => answer.missing);
  const samples = answers.flatMap(({ measure, rows }) =>
    (rows ?? []).flatMap(({ labels, value }): TrafficSample[] =>
      value === null ? [] : [{ measure: measureOfRow(measure, labels), labels, value }],
    ),
  );
  // Where nothing at all was counted nobody was looking: that is no silence.
  if (samples.length === 0) return { graph: null, missing };
  const graph = buildGraph({
    samples,
    snapshot,
    at,
    live: false,
    window,
    scrapeInterval: reading.scrapeInterval,
    missing,
    findings: [],
    sentSince: [],
    ...(ctx.toleranceRules === undefined ? {} : { toleranceRules: ctx.toleranceRules }),
  });
  return { graph, missing };
}
