import { boxTree, type LayoutBox } from './box-tree.ts';
import { boxPadding, type LayoutGraph, type LayoutNode, type Point, type Positions } from './layout-graph.ts';

const gap = { x: 36, y: 22, box: 60 };

interface Block {
  readonly width: number;
  readonly height: number;
  readonly places: readonly (readonly [string, Point])[];
}

const moved = (places: Block['places'], by: Point): Block['places'] =>
  places.map(([id, at]) => [id, { x: at.x + by.x, y: at.y + by.y }]);

/** Nodes in rows. */
function rowsOf(nodes: readonly LayoutNode[]): Block {
  const sorted = nodes.toSorted((a, b) => a.id.localeCompare(b.id));
  const columns = Math.max(1, Math.ceil(Math.sqrt(sorted.length / 2)));
  const cell = {
    width: Math.max(...sorted.map((n) => n.width)) + gap.x,
    height: Math.max(...sorted.map((n) => n.height)) + gap.y,
  };
  const places = sorted.map((node, i): readonly [string, Point] => [
    node.id,
    {
      x: (i % columns) * cell.width + cell.width / 2,
      y: Math.floor(i / columns) * cell.height + cell.height / 2,
    },
  ]);
  return {
    width: columns * cell.width,
    height: Math.ceil(sorted.length / columns) * cell.height,
    places,
  };
}

/** Blocks side by side in shelves, wider than they are high together. */
function shelvesOf(blocks: readonly Block[]): Block {
  const area = blocks.reduce((sum, block) => sum + block.width * block.height, 0);
  const shelf = Math.max(Math.sqrt(area * 1.8), ...blocks.map((block) => block.width));
  const places: (readonly [string, Point])[] = [];
  let [x, y, tallest, widest] = [0, 0, 0, 0];
  for (const block of blocks) {
    if (x > 0 && x + block.width > shelf) {
      [x, y, tallest] = [0, y + tallest + gap.box, 0];
    }
    places.push(...moved(block.places, { x, y }));
    widest = Math.max(widest, x + block.width);
    x += block.width + gap.box;
    tallest = Math.max(tallest, block.height);
  }
  return { width: widest, height: y + tallest, places };
}

/** What lies in a box, its inner boxes before its own nodes. */
function blockOf({ id, nodes, boxes }: LayoutBox): Block {
  const parts = [...boxes.map(blockOf), ...(nodes.length > 0 ? [rowsOf(nodes)] : [])];
  const within = shelvesOf(parts);
  if (id === null) return within;
  const { top, side, bottom } = boxPadding;
  return {
    width: within.width + 2 * side,
    height: within.height + top + bottom,
    places: moved(within.places, { x: side, y: top }),
  };
}

/**
 * Nodes in rows by box, boxes in shelves: what is drawn when no engine answers in time, and the fixed start of those that
 * need one. The same graph always gives the same places.
 */
export function gridLayout(graph: LayoutGraph): Positions {
  return Object.fromEntries(blockOf(boxTree(graph.nodes)).places);
}
