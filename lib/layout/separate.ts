import { round } from './box-frames.ts';
import { boxTree, type LayoutBox } from './box-tree.ts';
import type { LayoutGraph, LayoutNode, Point, Positions } from './layout-graph.ts';

/** Rounds of pushing; what still overlaps then is put below what it overlaps. */
const rounds = 120;
const gap = { node: 18, box: 36 } as const;

/** A rectangle by its middle, with the room it keeps to others. */
interface Body {
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
  readonly room: number;
}

/** How far two bodies are too near each other, on each axis; null when they are not. */
function overlap(a: Body, b: Body): Point | null {
  const room = Math.max(a.room, b.room);
  const x = (a.width + b.width) / 2 + room - Math.abs(a.x - b.x);
  const y = (a.height + b.height) / 2 + room - Math.abs(a.y - b.y);
  return x <= 0 || y <= 0 ? null : { x, y };
}

/** Pushes two bodies apart along the shorter way, half each. Whether they touched. */
function push(a: Body, b: Body): boolean {
  const over = overlap(a, b);
  if (!over) return false;
  if (over.x < over.y) {
    const step = ((a.x <= b.x ? -1 : 1) * (over.x + 1)) / 2;
    a.x += step;
    b.x -= step;
  } else {
    const step = ((a.y <= b.y ? -1 : 1) * (over.y + 1)) / 2;
    a.y += step;
    b.y -= step;
  }
  return true;
}

function pushAll(bodies: readonly Body[]): void {
  for (let round = 0; round < rounds; round += 1) {
    let touched = false;
    for (const [i, a] of bodies.entries()) {
      for (const b of bodies.slice(i + 1)) touched = push(a, b) || touched;
    }
    if (!touched) return;
  }
  stack(bodies);
}

/** From the top down, each below all that it still overlaps. */
function stack(bodies: readonly Body[]): void {
  const placed: Body[] = [];
  for (const body of bodies.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    let hit: Body | undefined;
    do {
      hit = placed.find((other) => overlap(other, body) !== null);
      if (hit) body.y = hit.y + (hit.height + body.height) / 2 + Math.max(hit.room, body.room) + 1;
    } while (hit);
    placed.push(body);
  }
}

/** Something that is moved as a whole: a node, or a box with what lies in it, placed from the middle of its frame. */
interface Unit {
  readonly body: Body;
  readonly places: readonly (readonly [string, Point])[];
}

const nodeUnit = (node: LayoutNode, positions: Positions): Unit => {
  const { width, height } = node;
  const at = positions[node.id] ?? { x: 0, y: 0 };
  return { body: { ...at, width, height, room: gap.node }, places: [[node.id, { x: 0, y: 0 }]] };
};

/** What lies in a box with nothing covered: its inner boxes in themselves first, then all of it. */
function unitOf(box: LayoutBox, positions: Positions): Unit {
  const parts = [
    ...box.boxes.map((inner) => unitOf(inner, positions)),
    ...box.nodes.map((node) => nodeUnit(node, positions)),
  ];
  pushAll(parts.map(({ body }) => body));
  const frame = round(
    parts.map(({ body: { x, y, width, height } }) => ({
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
    })),
  ) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
  return {
    body: { ...middle, width: frame.width, height: frame.height, room: gap.box },
    places: parts.flatMap(({ body, places }) =>
      places.map(([id, at]): readonly [string, Point] => [
        id,
        { x: body.x + at.x - middle.x, y: body.y + at.y - middle.y },
      ]),
    ),
  };
}

/** The same layout with nothing covered: boxes and nodes are apart within each box, from the innermost outward. */
export function separate(graph: LayoutGraph, positions: Positions): Positions {
  const { body, places } = unitOf(boxTree(graph.nodes), positions);
  return Object.fromEntries(places.map(([id, at]) => [id, { x: body.x + at.x, y: body.y + at.y }]));
}
