import { type BoxFrame, boxFrames } from './box-frames.ts';
import type { LayoutEdge, LayoutGraph, LayoutNode, Point, Positions } from './layout-graph.ts';

const margin = 16;
/** Where the spiral gives up: the place is then taken as it is rather than far from the neighbours. */
const maxTurns = 900;

function neighboursOf(edges: readonly LayoutEdge[]): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>();
  const link = (a: string, b: string) => {
    const known = neighbours.get(a) ?? new Set();
    neighbours.set(a, known.add(b));
  };
  for (const edge of edges) {
    link(edge.source, edge.target);
    link(edge.target, edge.source);
  }
  return neighbours;
}

function mean(points: readonly Point[]): Point | null {
  if (points.length === 0) return null;
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

type Size = Pick<LayoutNode, 'width' | 'height'>;

const overlaps = (a: Point, aSize: Size, b: Point, bSize: Size): boolean =>
  Math.abs(a.x - b.x) < (aSize.width + bSize.width) / 2 + margin &&
  Math.abs(a.y - b.y) < (aSize.height + bSize.height) / 2 + margin;

/** The first free place on a spiral around `start`. */
function freePlace(start: Point, node: LayoutNode, isFree: (at: Point) => boolean): Point {
  for (let turn = 0; turn < maxTurns; turn += 1) {
    const angle = turn * 0.7;
    const radius = 9 * turn ** 0.75;
    const at = {
      x: Math.round(start.x + radius * Math.cos(angle) * (node.width / node.height / 3 + 0.5)),
      y: Math.round(start.y + radius * Math.sin(angle)),
    };
    if (isFree(at)) return at;
  }
  return start;
}

/**
 * Places for the nodes of `graph` that `known` has none for: the middle of their neighbours (else of their box, else beside
 * everything), then outward to where nothing is covered. Nothing that has a place is moved.
 */
export function placeNew(graph: LayoutGraph, known: Positions): Positions {
  const places = new Map<string, Point>();
  const sizes = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const node of graph.nodes) {
    const at = known[node.id];
    if (at) places.set(node.id, at);
  }
  const neighbours = neighboursOf(graph.edges);
  const placed = (ids: Iterable<string>) => [...ids].flatMap((id) => places.get(id) ?? []);
  // The boxes as they are drawn: what is new must not seem to belong to another.
  const frames = boxFrames(graph.nodes, (id) => places.get(id));
  const added: Record<string, Point> = {};
  for (const node of graph.nodes) {
    if (places.has(node.id)) continue;
    const start = startOf(placed(neighbours.get(node.id) ?? []), placed(kin(node, graph.nodes, places)));
    const foreign = [...frames].filter(([box]) => !node.boxes.includes(box)).map(([, frame]) => frame);
    const at = freePlace(
      start ?? beside(places),
      node,
      (candidate) =>
        foreign.every((frame) => !overlaps(candidate, node, middleOf(frame), frame)) &&
        [...places].every(([id, other]) => !overlaps(candidate, node, other, sizes.get(id) ?? node)),
    );
    places.set(node.id, at);
    added[node.id] = at;
  }
  return added;
}

const middleOf = ({ x, y, width, height }: BoxFrame): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Who has a place already in the innermost box of a node in which anyone has. */
function kin(
  { id, boxes }: LayoutNode,
  nodes: readonly LayoutNode[],
  places: ReadonlyMap<string, Point>,
): readonly string[] {
  for (const box of boxes.toReversed()) {
    const inside = nodes.filter(
      (other) => other.id !== id && places.has(other.id) && other.boxes.includes(box),
    );
    if (inside.length > 0) return inside.map((other) => other.id);
  }
  return [];
}

/**
 * Where the search begins: the middle of the neighbours, or for a node of a box that is already there, the box's node nearest
 * to it: a box must not be stretched over others.
 */
function startOf(near: readonly Point[], inBox: readonly Point[]): Point | null {
  const middle = mean(near);
  if (inBox.length === 0) return middle;
  const toward = middle ?? mean(inBox);
  const distance = (at: Point) => Math.hypot(at.x - (toward?.x ?? 0), at.y - (toward?.y ?? 0));
  return inBox.reduce((best, at) => (distance(at) < distance(best) ? at : best));
}

function beside(places: ReadonlyMap<string, Point>): Point {
  if (places.size === 0) return { x: 0, y: 0 };
  const all = [...places.values()];
  return { x: Math.min(...all.map((p) => p.x)), y: Math.max(...all.map((p) => p.y)) + 120 };
}
