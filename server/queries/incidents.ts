import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { readableDiagnosis } from '#lib/diagnosis/readable.ts';
import { type Problem, walk } from '#lib/diagnosis/walk.ts';
import { forViewer } from '#lib/graph/filter.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import type { Context } from '../context.ts';
import { fullGraph } from './full-graph.ts';
import { shared } from './shared.ts';
import { visibilityOf } from './visibility.ts';

/**
 * What is wrong in the mesh, grouped by what it comes from, as far as the viewer may see it. Worked out once for each graph,
 * whoever asks. Throws WeftError where there is no graph.
 */
export async function readIncidents(ctx: Context, selection: TimeSelection): Promise<IncidentsResponse> {
  const { graph, snapshot } = await fullGraph(ctx, selection);
  const known = shared(ctx.prom, 'problems', () => new WeakMap<TrafficGraph, readonly Problem[]>());
  const problems = known.get(graph) ?? walk({ graph, snapshot });
  known.set(graph, problems);
  const visibility = visibilityOf(ctx);
  const seen = forViewer(graph, visibility);
  const edges = new Map(seen.edges.map((edge) => [edge.id, edge]));
  const nodes = new Map(seen.nodes.map((node) => [node.id, node]));
  const open = problems.flatMap((problem) => openFor(problem, edges, nodes, visibility.namespaces) ?? []);
  const named = new Set<string>([
    ...open.flatMap(({ source, target, callers }) => [source, target, ...callers]),
  ]);
  return {
    at: graph.at,
    window: graph.window,
    problems: open,
    nodes: seen.nodes.filter(({ id }) => named.has(id)),
    edges: seen.edges.length,
  };
}

/** A problem as the viewer may see it; null where both ends of no edge of it may be seen. */
function openFor(
  { diagnosis, edges, affected, callers, rate, reaches }: Problem,
  seen: ReadonlyMap<EdgeId, GraphEdge>,
  nodes: ReadonlyMap<string, unknown>,
  namespaces: ReadonlySet<string> | null,
): OpenProblem | null {
  const own = edges.filter((id) => seen.has(id));
  const further = affected.filter((id) => seen.has(id));
  const worst = seen.get(own[0] ?? further[0] ?? diagnosis.edge);
  if (worst === undefined) return null;
  return {
    // That of the cause would name its object.
    key: `${diagnosis.symptom.kind} ${worst.id}`,
    diagnosis: { ...readableDiagnosis(diagnosis, namespaces), edge: worst.id },
    source: worst.source,
    target: worst.target,
    edges: own,
    affected: further,
    callers: callers.filter((id) => nodes.has(id)),
    rate,
    reaches,
  };
}
