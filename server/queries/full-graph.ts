import { isWeftError } from '#lib/core/error-code.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { buildGraph, type GraphInput } from '#lib/graph/build.ts';
import { changedHosts } from '#lib/graph/changed-routes.ts';
import { withFindings } from '#lib/graph/decorate/with-findings.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { sentSince } from '#lib/prom/queries/sent-since.ts';
import type { Context } from '../context.ts';
import { type Timed, untimed } from '../http/server-timing.ts';
import type { TrafficReading } from '../prom/source.ts';
import { findingsOf } from './findings.ts';
import { assertKept } from './kept.ts';
import { observeGraph } from './observed-findings.ts';
import { shared } from './shared.ts';

/** What a graph is built with, whoever asks. */
export type GraphContext = Pick<
  Context,
  'kube' | 'prom' | 'clock' | 'signal' | 'silences' | 'toleranceRules'
>;

/** The graph of the whole mesh, before it is cut to what a viewer may see, with what it was made of. */
export interface FullGraph {
  readonly graph: TrafficGraph;
  readonly reading: TrafficReading;
  readonly snapshot: MeshSnapshot;
}

interface Built {
  readonly snapshot: MeshSnapshot;
  readonly full: Promise<FullGraph>;
}

/**
 * The whole graph of a window, built once for each pair of reading and snapshot, whoever asks. Throws WeftError `not-found`
 * at a moment of which Prometheus holds nothing.
 */
export async function fullGraph(
  ctx: GraphContext,
  selection: TimeSelection,
  timed: Timed = untimed,
): Promise<FullGraph> {
  const reading = await timed('refresh', () => ctx.prom.reading(selection, ctx.signal));
  if (selection.at !== null) await assertKept(ctx, reading);
  return timed('build', () => builtOf(ctx, reading, selection.at === null));
}

async function builtOf(ctx: GraphContext, reading: TrafficReading, live: boolean): Promise<FullGraph> {
  const snapshot = ctx.kube.snapshot();
  const built = shared(ctx.prom, 'graphs', () => new WeakMap<TrafficReading, Built>());
  const known = built.get(reading);
  if (known?.snapshot === snapshot) return known.full;
  const full = build(ctx, reading, snapshot, live);
  built.set(reading, { snapshot, full });
  return full;
}

async function build(
  ctx: GraphContext,
  reading: TrafficReading,
  snapshot: MeshSnapshot,
  live: boolean,
): Promise<FullGraph> {
  const since = await askSentSince(ctx, reading, snapshot);
  const input = {
    samples: reading.samples,
    snapshot,
    at: reading.at,
    live,
    window: reading.window,
    scrapeInterval: reading.scrapeInterval,
    missing: [...reading.missing, ...since.missing],
    findings: findingsOf(ctx, snapshot),
    sentSince: since.rows,
    toleranceRules: ctx.toleranceRules,
  };
  const graph = buildGraph(input);
  // A refresh is 8 queries at most.
  const free = since.asked === 0;
  if (!live || !observeGraph(ctx, { graph, snapshot, reading }, free)) return { graph, reading, snapshot };
  return { graph: withFindings(graph, findingsOf(ctx, snapshot), snapshot), reading, snapshot };
}

type SentSince = { asked: 0 | 1; rows: GraphInput['sentSince']; missing: TrafficReading['missing'] };

/** One more query, and only while a split route is younger than the window. Shared, so no viewer's leaving ends it. */
async function askSentSince(
  { prom }: Pick<Context, 'prom'>,
  reading: TrafficReading,
  snapshot: MeshSnapshot,
): Promise<SentSince> {
  const { at, window, scrapeInterval } = reading;
  const [first, ...rest] = changedHosts(snapshot, at, window, scrapeInterval);
  if (first === undefined) return { asked: 0, rows: [], missing: [] };
  const query = sentSince([first, ...rest]);
  try {
    const rows = await prom.instant(query, at, new AbortController().signal);
    return { asked: 1, rows, missing: [] };
  } catch (error) {
    const reason = isWeftError(error) ? error.message : 'The query failed.';
    return { asked: 1, rows: null, missing: [{ query: query.name, reason }] };
  }
}
