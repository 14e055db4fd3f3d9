import type { EdgeId } from '#lib/core/ids.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import { isSilent } from './changed-much.ts';
import { isBad } from './is-bad.ts';
import { isOtherThan, type Lately, latelyOn } from './lately.ts';
import type { Problem } from './walk.ts';

interface Told extends Pick<Problem, 'diagnosis'> {
  readonly edges: readonly EdgeId[];
  readonly affected: readonly EdgeId[];
  /** Whether its errors had ended already. */
  readonly over: boolean;
}

export interface Settled<P> {
  /** As they were told before their errors ended. */
  readonly problems: readonly P[];
  /** The edges that need no other reason. */
  readonly edges: ReadonlySet<EdgeId>;
}

/**
 * Problems whose errors have ended, though the window still holds some: what was told of them stays until it is empty. The
 * configuration may be mended by then, and held against that, what is left of them would accuse whoever is near.
 */
export function settled<P extends Told>(
  before: readonly P[],
  graph: TrafficGraph,
  lately: Lately | null,
): Settled<P> {
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const known = (ids: readonly EdgeId[]) =>
    ids.flatMap((id) => {
      const edge = edges.get(id);
      return edge === undefined ? [] : [edge];
    });
  const problems = before.filter((problem) => {
    if (problem.diagnosis.symptom.kind !== 'errors') return false;
    const own = known(problem.edges).filter(isBad);
    return own.length > 0 && haveEnded(own, lately, problem.over);
  });
  const quiet = problems
    .flatMap((problem) => known([...problem.edges, ...problem.affected]))
    .filter((edge) => !(sumOf([edge], lately).failed > 0));
  return { problems, edges: new Set(quiet.map(({ id }) => id)) };
}

/**
 * Fewer errors are left in the window by and by, and a query may fail: what has ended stays so until there are new ones.
 */
function haveEnded(own: readonly GraphEdge[], lately: Lately | null, before: boolean): boolean {
  const { failed, window, all } = sumOf(own, lately);
  if (before && failed === 0) return true;
  return all && lately !== null && isSilent(failed, window) && isOtherThan(failed, window, lately.span);
}

/** Errors per second of the last moments and of the window; `all`: every edge is told of. */
function sumOf(edges: readonly GraphEdge[], lately: Lately | null) {
  const sum = { failed: 0, window: 0, all: true };
  for (const edge of edges) {
    const now = latelyOn(edge, edge.shown, lately);
    sum.failed += now?.failed ?? 0;
    sum.window += edge.reports[edge.shown]?.errorRate ?? 0;
    sum.all &&= now !== null;
  }
  return sum;
}
