import type { IncidentsResponse, OpenProblem, RecoveredProblem } from '#lib/api/incidents-contract.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import { readableCause, readableDiagnosis, withoutNames } from '#lib/diagnosis/readable.ts';
import { withPast } from '#lib/diagnosis/with-past.ts';
import { forViewer, type Visibility } from '#lib/graph/filter.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import type { Context } from '../context.ts';
import { baselinesOf } from './baselines.ts';
import { controlPlaneOf } from './control-plane.ts';
import { type FullGraph, fullGraph } from './full-graph.ts';
import { acknowledgementNotes, noteProblems, recordOf, recordsGone, stances } from './problem-memory.ts';
import { type KnownProblem, problemName, problemsIn } from './problems.ts';
import { visibilityOf } from './visibility.ts';

/** What went away is told of for so long, in seconds. */
const recoveredFor = 3600;
/** What is remembered of before the start is waited for at most so long, in milliseconds. */
const patience = 1000;

/**
 * What is wrong in the mesh, grouped by what it comes from, as far as the viewer may see it. Worked out once for each graph,
 * whoever asks. Throws WeftError where there is no graph.
 */
export async function readIncidents(ctx: Context, selection: TimeSelection): Promise<IncidentsResponse> {
  const full = await fullGraph(ctx, selection);
  const { graph } = full;
  const problems = await problemsIn(ctx, full);
  const { past, missing } = await baselinesOf(ctx, full);
  const live = selection.at === null;
  const control = live ? await controlPlaneOf(ctx, full) : [];
  const noted = live ? noteProblems(ctx, full, problems, missing.length > 0) : null;
  await Promise.race([noted, ctx.clock.after(patience, ctx.signal)]);
  // What others said meanwhile is there at the next refresh.
  void ctx.notes?.refresh(acknowledgementNotes);
  const visibility = visibilityOf(ctx);
  const seen = forViewer(withPast(graph, past), visibility);
  const view = viewOf(seen, visibility);
  const standing = stances(ctx, ctx.clock.now() / 1000);
  const open = problems.flatMap((problem): OpenProblem[] => {
    const shown = openFor(problem, view);
    if (shown === null) return [];
    const since = recordOf(ctx, problem.key, selection.at)?.since ?? null;
    const stance = live ? standing(problem.key, problem.rate) : untouched;
    return [{ ...shown, since, stance }];
  });
  const ends = [...new Set(open.flatMap(({ edges, affected }) => [...edges, ...affected]))].flatMap(
    (id) => view.edge(id) ?? [],
  );
  const lastAt = goneSince(graph, past);
  const named = new Set<string>([
    ...open.flatMap(({ source, target, callers }) => [source, target, ...callers]),
    ...ends.flatMap(({ source, target }) => [source, target]),
  ]);
  return {
    at: graph.at,
    window: graph.window,
    problems: open,
    nodes: seen.nodes.filter(({ id }) => named.has(id)),
    ends: ends.map(({ id, source, target }) => ({ id, source, target, lastAt: lastAt(id) })),
    edges: forViewer(graph, visibility).edges.length,
    recovered: live ? recovered(ctx, full, problems, visibility) : [],
    controlPlane: control.map((cause) => readableCause(cause, visibility.namespaces)),
    stale: full.reading.stale === null ? null : { ...full.reading.stale },
    missing: [...graph.missing, ...missing],
    mayAcknowledge: live && ctx.viewOnly !== true && ctx.notes !== undefined,
    trouble: ctx.notes?.trouble() ?? null,
  };
}

/** For an edge that is not on a graph any more, the last of some earlier moments at which it was; null where it is there. */
function goneSince(graph: TrafficGraph, past: readonly TrafficGraph[]) {
  const there = new Set(graph.edges.map(({ id }) => id));
  const before = past.toSorted((a, b) => b.at - a.at);
  return (id: EdgeId): EpochSeconds | null =>
    there.has(id) ? null : (before.find(({ edges }) => edges.some((edge) => edge.id === id))?.at ?? null);
}

const untouched: OpenProblem['stance'] = { state: 'open', said: null, grown: false };

/** A graph as the viewer sees it, by the names that its parts have for those who may read everything. */
interface View {
  edge(id: EdgeId): GraphEdge | null;
  node(id: NodeId): GraphNode | null;
  readonly visibility: Visibility;
}

function viewOf(seen: TrafficGraph, visibility: Visibility): View {
  const edges = new Map<string, GraphEdge>(seen.edges.map((edge) => [edge.id, edge]));
  const nodes = new Map<string, GraphNode>(seen.nodes.map((node) => [node.id, node]));
  const hidden = (id: string) => `hidden/${visibility.opaque(id)}`;
  return {
    edge: (id) => edges.get(id) ?? edges.get(hidden(id)) ?? null,
    node: (id) => nodes.get(id) ?? nodes.get(hidden(id)) ?? null,
    visibility,
  };
}

/** A problem as the viewer may see it; null where both ends of no edge of it may be seen. */
function openFor(
  { diagnosis, edges, affected, callers, rate, reaches, over, seen, cause }: KnownProblem,
  view: View,
): Omit<OpenProblem, 'since' | 'stance'> | null {
  const { namespaces } = view.visibility;
  const own = edges.flatMap((id) => view.edge(id) ?? []);
  const further = affected.flatMap((id) => view.edge(id) ?? []);
  const worst = own[0] ?? further[0] ?? view.edge(diagnosis.edge);
  if (worst === null) return null;
  const places = [...own, ...further].flatMap(({ source, target }) =>
    [source, target].map((id) => view.node(id)?.namespace),
  );
  // What is said of an edge with an end that the viewer may not read could name that end.
  const open = view.edge(diagnosis.edge)?.id === diagnosis.edge;
  const told = open ? readableDiagnosis(diagnosis, namespaces) : withoutNames(diagnosis);
  const culprit = cause?.culprit?.object.namespace ?? null;
  const readable = culprit !== null && (namespaces?.has(culprit) ?? true) ? culprit : null;
  return {
    key: problemName(seen, view.visibility),
    diagnosis: { ...told, edge: worst.id },
    source: worst.source,
    target: worst.target,
    edges: own.map(({ id }) => id),
    affected: further.map(({ id }) => id),
    callers: callers.flatMap((id) => view.node(id)?.id ?? []),
    rate,
    reaches,
    over,
    namespaces: [...new Set([...places, readable].filter((namespace) => namespace != null))].sort(),
  };
}

/** What is over, where the viewer may read all that it names. What still fails, for another reason, is not over. */
function recovered(
  ctx: Context,
  { graph }: FullGraph,
  open: readonly KnownProblem[],
  visibility: Visibility,
): RecoveredProblem[] {
  const now = epochSeconds.parse(Math.floor(ctx.clock.now() / 1000));
  const flowing = new Set(
    graph.edges.filter(({ reports, shown }) => (reports[shown]?.rate ?? 0) > 0).map(({ id }) => id),
  );
  const failing = new Set(open.flatMap(({ edges, affected }) => [...edges, ...affected]));
  return recordsGone(ctx, now, recoveredFor)
    .filter(({ edge }) => !failing.has(edge))
    .filter(({ namespaces }) => namespaces.every((each) => visibility.namespaces?.has(each) ?? true))
    .map(({ key, home, namespaces, edge, source, target, symptom, cause, since, last, ended }) => ({
      key: problemName({ key, home }, visibility),
      namespaces,
      edge,
      source,
      target,
      symptom,
      cause,
      since,
      last,
      ended,
      silent: symptom.kind === 'stopped' && !flowing.has(edge),
    }));
}
