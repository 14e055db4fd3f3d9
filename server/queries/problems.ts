import { createHash } from 'node:crypto';
import type { NodeId } from '#lib/core/ids.ts';
import { type EpochSeconds, perSecond, type Seconds } from '#lib/core/units.ts';
import type { CauseFound } from '#lib/diagnosis/diagnosis.ts';
import { heldOn } from '#lib/diagnosis/held-on.ts';
import type { SeenProblem } from '#lib/diagnosis/problem-record.ts';
import { settled } from '#lib/diagnosis/settled.ts';
import { type Problem, walk } from '#lib/diagnosis/walk.ts';
import { withPast } from '#lib/diagnosis/with-past.ts';
import type { Visibility } from '#lib/graph/filter.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { findObject } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { baselinesOf } from './baselines.ts';
import type { FullGraph } from './full-graph.ts';
import { shared } from './shared.ts';

/** A problem, and what is remembered of it under its key, which names objects: it never leaves the server. */
export interface KnownProblem extends Problem {
  readonly seen: SeenProblem;
  /** Of the ends of all its edges: a viewer sees it who may read one of them. */
  readonly reach: ReadonlySet<string>;
  /** Whether its errors have ended, though the window still holds some. */
  readonly over: boolean;
  /** Since when its cause is not found any more; null where it is. */
  readonly doubted: EpochSeconds | null;
}

/** A look tells of what comes after it for so long, in seconds. */
const follows = 180;

interface Looked {
  readonly at: EpochSeconds;
  readonly snapshot: MeshSnapshot;
  readonly problems: readonly KnownProblem[];
}

/** All that is wrong on a graph, beside what became slow or stopped since: worked out once, whoever asks. */
export async function problemsIn(
  ctx: Parameters<typeof baselinesOf>[0],
  full: FullGraph,
): Promise<readonly KnownProblem[]> {
  const { graph, snapshot } = full;
  const known = shared(ctx.prom, 'problems', () => new WeakMap<TrafficGraph, readonly KnownProblem[]>());
  const { past, lately } = await baselinesOf(ctx, full);
  const before = known.get(graph);
  if (before !== undefined) return before;
  const last = shared(ctx.prom, 'problems last looked at', () => new Map<Seconds, Looked>());
  const look = lookedBefore(last.get(graph.window), graph);
  const ended = settled(look?.problems ?? [], graph, lately);
  const all = withPast(graph, past);
  const nodes = new Map(all.nodes.map((node) => [node.id, node]));
  const edges = new Map(all.edges.map((edge) => [edge.id, edge]));
  const open = walk({ graph, snapshot, past, lately, settled: ended.edges });
  const found = open.flatMap((problem): KnownProblem[] => {
    const seen = seenAs(problem, nodes, edges.get(problem.diagnosis.edge));
    const ends = [...problem.edges, ...problem.affected].flatMap((id) => {
      const edge = edges.get(id);
      return edge === undefined ? [] : [nodes.get(edge.source)?.namespace, nodes.get(edge.target)?.namespace];
    });
    const reach = new Set(ends.filter((namespace) => namespace != null));
    return seen === null ? [] : [{ ...problem, key: seen.key, seen, reach, over: false, doubted: null }];
  });
  const going = heldOn(found, {
    at: graph.at,
    window: graph.window,
    before: look?.problems ?? [],
    span: lately?.span ?? null,
    isChanged: (cause) => look !== null && isChanged(cause, look.snapshot, snapshot),
  });
  const again = new Set(going.map(({ key }) => key));
  const over = ended.problems.filter(({ key }) => !again.has(key)).map((each) => ({ ...each, over: true }));
  const problems = [...going, ...over];
  known.set(graph, problems);
  if ((last.get(graph.window)?.at ?? 0) <= graph.at)
    last.set(graph.window, { at: graph.at, snapshot, problems });
  return problems;
}

/** The last look, where it was just before. */
const lookedBefore = (look: Looked | undefined, { at }: TrafficGraph): Looked | null =>
  look !== undefined && look.at <= at && at - look.at <= follows ? look : null;

/** Whether the object that a cause lies in is another than it was. */
function isChanged({ culprit }: CauseFound, before: MeshSnapshot, now: MeshSnapshot): boolean {
  if (culprit === null) return false;
  const version = (snapshot: MeshSnapshot) => findObject(snapshot, culprit.object)?.metadata.resourceVersion;
  return version(before) !== version(now);
}

function seenAs(
  { key, diagnosis, cause, rate }: Problem,
  nodes: ReadonlyMap<NodeId, GraphNode>,
  edge: GraphEdge | undefined,
): SeenProblem | null {
  const source = edge && nodes.get(edge.source);
  const target = edge && nodes.get(edge.target);
  if (edge === undefined || source === undefined || target === undefined) return null;
  const culprit = cause?.culprit?.object;
  const places = [source.namespace, target.namespace, culprit?.namespace];
  return {
    // One cause may bring errors on one edge and slowness on another.
    key: `${diagnosis.symptom.kind} ${key}`,
    edge: edge.id,
    source: named(source),
    target: named(target),
    namespaces: [...new Set(places.filter((namespace) => namespace != null))],
    home: culprit === undefined ? target.namespace : culprit.namespace,
    symptom: diagnosis.symptom,
    cause: cause === null ? null : { code: cause.code, args: cause.args },
    rate: perSecond.parse(rate),
  };
}

const named = ({ kind, name, app, version }: GraphNode): SeenProblem['source'] => ({
  kind,
  name,
  app,
  version,
});

/** Whether a viewer may know that there is this problem: who may see one of its edges may. */
export const maySee = ({ reach }: KnownProblem, { namespaces }: Pick<Visibility, 'namespaces'>): boolean =>
  namespaces === null || [...reach].some((namespace) => namespaces.has(namespace));

/**
 * The name of a problem for a viewer. Where the viewer may read all that its key names it is the same for everybody and ever;
 * else it lasts as long as the process: a guessed name cannot be tried against it.
 */
export function problemName(
  { key, home }: Pick<SeenProblem, 'key' | 'home'>,
  visibility: Visibility,
): string {
  const open = home === null || (visibility.namespaces?.has(home) ?? true);
  return open ? createHash('sha256').update(key).digest('base64url').slice(0, 16) : visibility.opaque(key);
}
