import { type LayoutGraph, type LayoutNode, nodesByBox, type Point, type Positions } from './layout-graph.ts';

/** Rounds of pushing; what still overlaps then is left. */
const rounds = 120;
const gap = { node: 18, box: 36, inset: 28 } as const;

interface Body {
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
}

/** Pushes two bodies apart along the shorter way, half each. Whether they touched. */
function push(a: Body, b: Body, room: number): boolean {
  const overlapX = (a.width + b.width) / 2 + room - Math.abs(a.x - b.x);
  const overlapY = (a.height + b.height) / 2 + room - Math.abs(a.y - b.y);
  if (overlapX <= 0 || overlapY <= 0) return false;
  if (overlapX < overlapY) {
    const step = ((a.x <= b.x ? -1 : 1) * (overlapX + 1)) / 2;
    a.x += step;
    b.x -= step;
  } else {
    const step = ((a.y <= b.y ? -1 : 1) * (overlapY + 1)) / 2;
    a.y += step;
    b.y -= step;
  }
  return true;
}

function pushAll(bodies: readonly Body[], room: number): void {
  for (let round = 0; round < rounds; round += 1) {
    let touched = false;
    for (const [i, a] of bodies.entries()) {
      for (const b of bodies.slice(i + 1)) touched = push(a, b, room) || touched;
    }
    if (!touched) return;
  }
}

const bodyOf = (node: LayoutNode, positions: Positions): Body => ({
  ...(positions[node.id] ?? { x: 0, y: 0 }),
  width: node.width,
  height: node.height,
});

function frameOf(bodies: readonly Body[], inset: number): Body {
  const left = Math.min(...bodies.map((b) => b.x - b.width / 2)) - inset;
  const right = Math.max(...bodies.map((b) => b.x + b.width / 2)) + inset;
  const top = Math.min(...bodies.map((b) => b.y - b.height / 2)) - inset;
  const bottom = Math.max(...bodies.map((b) => b.y + b.height / 2)) + inset;
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** The same layout with nothing covered: first the nodes within each box, then the boxes, each moved as a whole. */
export function separate(graph: LayoutGraph, positions: Positions): Positions {
  const groups = [...nodesByBox(graph.nodes)].flatMap(([box, nodes]) =>
    box === null ? nodes.map((node) => [node]) : [nodes],
  );
  const units = groups.map((nodes) => {
    const bodies = nodes.map((node) => bodyOf(node, positions));
    pushAll(bodies, gap.node);
    const frame = frameOf(bodies, nodes[0]?.box === null ? 0 : gap.inset);
    return { nodes, bodies, frame, from: { x: frame.x, y: frame.y } };
  });
  pushAll(
    units.map((unit) => unit.frame),
    gap.box,
  );
  const places: Record<string, Point> = {};
  for (const { nodes, bodies, frame, from } of units) {
    for (const [i, node] of nodes.entries()) {
      const body = bodies[i];
      if (body) places[node.id] = { x: body.x + frame.x - from.x, y: body.y + frame.y - from.y };
    }
  }
  return places;
}
