import { isWeftError } from '#lib/core/error-code.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import type { ProblemSince } from '#lib/diagnosis/problem-record.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changedNear, elsewhere } from '#lib/history/changed-near.ts';
import { governingEdge } from '#lib/mesh/governing.ts';
import type { Context } from '../context.ts';
import { endsOf } from './edge.ts';
import type { FullGraph } from './full-graph.ts';
import type { KnownProblem } from './problems.ts';

/** A problem that began at a moment. */
export interface Begun {
  readonly problem: KnownProblem;
  readonly since: ProblemSince;
}

const hour = 3600;
const day = 24 * hour;
/** So many changes are looked through. */
const most = 2000;
/** A history that does not answer within so many milliseconds holds up nothing else. */
const patience = 2000;

/** How far back what brought a problem is looked for: where its beginning is not known, it may be long ago. */
const withinOf = ({ known }: ProblemSince): number => (known === 'before' ? day : hour);

interface Changes {
  /** What may have brought a problem, the most probable first. */
  of(begun: Begun): readonly ChangeRecord[];
  /** Why it is not known, where it is not. */
  readonly trouble: string | null;
}

/** What changed near problems about when they began, of objects that the viewer may read: one look into the history for all. */
export async function changesNear(
  ctx: Pick<Context, 'history' | 'clock' | 'viewer' | 'signal'>,
  full: FullGraph,
  begun: readonly Begun[],
): Promise<Changes> {
  const found = await list(ctx, full, begun);
  if (typeof found === 'string') return { of: () => [], trouble: found };
  return {
    of: ({ problem, since }) => {
      const steps = stepsTo(problem, full);
      const distance = ({ object }: ChangeRecord) => steps.get(objectKey(object)) ?? elsewhere;
      const near = found.filter(({ object }) => problem.seen.namespaces.includes(object.namespace ?? ''));
      return changedNear(near, { onset: since.at, within: withinOf(since) }, distance);
    },
    trouble: null,
  };
}

async function list(
  { history, clock, viewer, signal }: Pick<Context, 'history' | 'clock' | 'viewer' | 'signal'>,
  { graph }: FullGraph,
  begun: readonly Begun[],
): Promise<readonly ChangeRecord[] | string> {
  if (history === undefined || begun.length === 0) return [];
  const places = begun.flatMap(({ problem }) => problem.seen.namespaces);
  const namespaces = new Set(places.filter((each) => viewer.namespaces?.has(each) ?? true));
  const from = Math.min(...begun.map(({ since }) => since.at - withinOf(since)));
  const asked = { from, to: graph.at, namespaces, kinds: null, objects: null, limit: most };
  const late = clock.after(patience, signal).then(() => 'The history does not answer.');
  return Promise.race([history.list(asked), late]).catch((error: unknown) =>
    isWeftError(error) ? error.message : 'The history cannot be read.',
  );
}

/** Objects by their keys, with how many steps they are away from a problem: its culprit, what governs its worst edge and stands at its ends, what stands further up. */
function stepsTo({ cause, diagnosis, edges, affected }: KnownProblem, { graph, snapshot }: FullGraph) {
  const byId = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const steps = new Map<string, number>();
  const put = (object: ObjectRef | null | undefined, step: number) => {
    if (object == null) return;
    const key = objectKey(object);
    steps.set(key, Math.min(step, steps.get(key) ?? step));
  };
  const putEnds = (ids: readonly EdgeId[], step: number) => {
    for (const id of ids) {
      const edge = byId.get(id);
      for (const end of edge === undefined ? [] : [edge.source, edge.target])
        put(nodes.get(end)?.object, step);
    }
  };
  put(cause?.culprit?.object, 0);
  putEnds(edges, 1);
  putEnds(affected, 2);
  const worst = byId.get(diagnosis.edge);
  const [from, to] = [worst && nodes.get(worst.source), worst && nodes.get(worst.target)];
  if (worst !== undefined && from !== undefined && to !== undefined)
    for (const { object } of governingEdge(snapshot, endsOf(worst, from, to))) put(object, 1);
  return steps;
}
