import {
  boxPadding,
  type LayoutGraph,
  type LayoutNode,
  nodesByBox,
  type Point,
  type Positions,
} from './layout-graph.ts';

const gap = { x: 36, y: 22, box: 60 };

interface Block {
  readonly width: number;
  readonly height: number;
  readonly places: readonly (readonly [string, Point])[];
}

function blockOf(nodes: readonly LayoutNode[], boxed: boolean): Block {
  const columns = Math.max(1, Math.ceil(Math.sqrt(nodes.length / 2)));
  const cell = {
    width: Math.max(...nodes.map((n) => n.width)) + gap.x,
    height: Math.max(...nodes.map((n) => n.height)) + gap.y,
  };
  const pad = boxed ? boxPadding : { top: 0, side: 0, bottom: 0 };
  const places = nodes.map((node, i): readonly [string, Point] => [
    node.id,
    {
      x: pad.side + (i % columns) * cell.width + cell.width / 2,
      y: pad.top + Math.floor(i / columns) * cell.height + cell.height / 2,
    },
  ]);
  const rows = Math.ceil(nodes.length / columns);
  return {
    width: columns * cell.width + 2 * pad.side,
    height: rows * cell.height + pad.top + pad.bottom,
    places,
  };
}

/**
 * Nodes in rows by namespace, namespaces in shelves: what is drawn when no engine answers in time, and the fixed
 * start of those that need one. The same graph always gives the same places.
 */
export function gridLayout(graph: LayoutGraph): Positions {
  const blocks = [...nodesByBox(graph.nodes)].map(([box, nodes]) =>
    blockOf(
      [...nodes].sort((a, b) => a.id.localeCompare(b.id)),
      box !== null,
    ),
  );
  const area = blocks.reduce((sum, block) => sum + block.width * block.height, 0);
  const shelf = Math.max(Math.sqrt(area * 1.8), ...blocks.map((block) => block.width));
  const positions: Record<string, Point> = {};
  let [x, y, tallest] = [0, 0, 0];
  for (const block of blocks) {
    if (x > 0 && x + block.width > shelf) {
      [x, y, tallest] = [0, y + tallest + gap.box, 0];
    }
    for (const [id, place] of block.places) positions[id] = { x: x + place.x, y: y + place.y };
    x += block.width + gap.box;
    tallest = Math.max(tallest, block.height);
  }
  return positions;
}
