import {
  edgesFrom,
  endOf,
  nodesInOrder,
  opposite,
  startOf,
  type WalkEdge,
  type WalkGraph,
  type Way,
} from './walk-graph.ts';

/** An edge with the way it was gone. */
export interface Step {
  readonly edge: string;
  readonly way: Way;
}

/** Where a person stands on the graph. */
export interface Walk {
  readonly node: string;
  /** Stands on the edge of the last step instead of the node it led to. */
  readonly onEdge: boolean;
  /** The last step, which led to the node; null for a node that was gone to by itself. */
  readonly step: Step | null;
  /** The steps that a walk back undoes, the last one last. */
  readonly trail: readonly Step[];
  /** What up and down choose from, as it was ordered on arrival: a refresh changes no order under the finger. */
  readonly order: readonly string[];
}

/** A step of the walk; `next` and `previous` choose among what the last step could have been. */
export type Move = Way | 'next' | 'previous' | 'first' | 'last' | 'edge';

/** A walk that begins at a node, where up and down go through all nodes. */
export function standAt(graph: WalkGraph, node: string): Walk {
  const order = nodesInOrder(graph).map(({ id }) => id);
  return { node, onEdge: false, step: null, trail: [], order };
}

/** A walk that begins on an edge. */
export function standOn(graph: WalkGraph, edge: WalkEdge): Walk {
  const step = { edge: edge.id, way: 'out' } as const;
  return { ...arrive(graph, edge, 'out', [step]), onEdge: true };
}

/** Where a walk begins that was not begun anywhere: at what is most urgent. Null on an empty graph. */
export function startWalk(graph: WalkGraph): Walk | null {
  const [first] = nodesInOrder(graph);
  return first ? standAt(graph, first.id) : null;
}

function arrive(graph: WalkGraph, edge: WalkEdge, way: Way, trail: readonly Step[]): Walk {
  const order = edgesFrom(graph, startOf(edge, way), way).map(({ id }) => id);
  return { node: endOf(edge, way), onEdge: false, step: { edge: edge.id, way }, trail, order };
}

const edgeOf = ({ edges }: WalkGraph, step: Step | null | undefined): WalkEdge | null =>
  (step && edges.find(({ id }) => id === step.edge)) ?? null;

const sameStep = (a: Step | null | undefined, b: Step | null): boolean =>
  a != null && b !== null && a.edge === b.edge && a.way === b.way;

/**
 * Along an edge. Against the last step of the trail it leads back where that came from, so that as many steps back return
 * to where one was; turned round after that it goes the same edge again; else it takes the foremost edge.
 */
function along(graph: WalkGraph, walk: Walk, way: Way): Walk | null {
  if (walk.onEdge && walk.step?.way === way) return { ...walk, onEdge: false };
  const last = walk.trail.at(-1);
  const lastEdge = edgeOf(graph, last);
  if (lastEdge && last?.way === opposite(way)) return arrive(graph, lastEdge, way, walk.trail.slice(0, -1));
  const turned = walk.step?.way === opposite(way) ? edgeOf(graph, walk.step) : null;
  const edge = turned ?? edgesFrom(graph, walk.node, way)[0];
  return edge ? arrive(graph, edge, way, [...walk.trail, { edge: edge.id, way }]) : null;
}

/** To another of what the last step could have been, or to another node where there was no step. */
function aside(graph: WalkGraph, walk: Walk, choose: (at: number, count: number) => number): Walk | null {
  const { step, order } = walk;
  const at = order.indexOf(step?.edge ?? walk.node);
  const id = order[choose(at, order.length)];
  if (id === undefined || id === (step?.edge ?? walk.node)) return null;
  if (step === null) return { ...standAt(graph, id), order };
  const edge = edgeOf(graph, { ...step, edge: id });
  if (!edge) return null;
  const other = { edge: id, way: step.way };
  // After a step back its edge is on the trail no more: what came before belongs to the node that is left.
  const before = sameStep(walk.trail.at(-1), step) ? walk.trail.slice(0, -1) : [];
  return { ...walk, node: endOf(edge, step.way), step: other, trail: [...before, other] };
}

/** Onto the edge that led here and off it; where none did, onto the foremost one that leads on, or that leads here. */
function toEdge(graph: WalkGraph, walk: Walk): Walk | null {
  if (walk.onEdge) return { ...walk, onEdge: false };
  if (walk.step) return { ...walk, onEdge: true };
  const next = along(graph, walk, 'out') ?? along(graph, walk, 'in');
  return next && { ...next, onEdge: true };
}

/** Where a move leads; null where it leads nowhere. `walk` must stand on `graph`, see {@link settle}. */
export function move(graph: WalkGraph, walk: Walk, by: Move): Walk | null {
  switch (by) {
    case 'out':
    case 'in':
      return along(graph, walk, by);
    case 'next':
      return aside(graph, walk, (at, count) => Math.min(count - 1, at + 1));
    case 'previous':
      return aside(graph, walk, (at) => Math.max(0, at - 1));
    case 'first':
      return aside(graph, walk, () => 0);
    case 'last':
      return aside(graph, walk, (_, count) => count - 1);
    case 'edge':
      return toEdge(graph, walk);
  }
}

/**
 * The same place on another graph: a refresh, a namespace opened or closed. What is gone is left for what `stands` for it
 * (a closed namespace for its nodes), for the last node of the trail that is still there, or for the start.
 */
export function settle(
  graph: WalkGraph,
  walk: Walk,
  stands: (node: string) => string | null = () => null,
): Walk | null {
  const nodes = new Set(graph.nodes.map(({ id }) => id));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const gone = walk.trail.findLastIndex(({ edge }) => !edges.has(edge));
  const trail = walk.trail.slice(gone + 1);
  if (nodes.has(walk.node) && (walk.step === null || edges.has(walk.step.edge))) {
    return { ...walk, trail, order: reorder(graph, walk) };
  }
  const lastEdge = edges.get(trail.at(-1)?.edge ?? '');
  const places = [walk.node, stands(walk.node), lastEdge?.source ?? null];
  const place = places.find((id) => id !== null && nodes.has(id));
  return place ? standAt(graph, place) : startWalk(graph);
}

/** The choices that are still there as they stood, then those that came. */
function reorder(graph: WalkGraph, { step, order }: Walk): readonly string[] {
  const edge = edgeOf(graph, step);
  const now = edge && step ? edgesFrom(graph, startOf(edge, step.way), step.way) : nodesInOrder(graph);
  const ids = new Set(now.map(({ id }) => id));
  const known = order.filter((id) => ids.has(id));
  const kept = new Set(known);
  return [...known, ...[...ids].filter((id) => !kept.has(id))];
}
