import { boxTree, type LayoutBox } from './box-tree.ts';
import { boxPadding, type LayoutNode, type Point } from './layout-graph.ts';

/** A box by its top left corner. */
export interface BoxFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The frame of each box round its nodes and its inner boxes, as it is drawn; an outer box stands before those within it. Nodes
 * without a place count for nothing, nor does a box without nodes.
 */
export function boxFrames(
  nodes: readonly LayoutNode[],
  placeOf: (id: string) => Point | undefined,
): ReadonlyMap<string, BoxFrame> {
  const frames = new Map<string, BoxFrame>();
  for (const box of boxTree(nodes).boxes) addFrame(box, placeOf, frames);
  return new Map([...frames].reverse());
}

/** Inner boxes are framed first: the frame of a box goes round theirs. */
function addFrame(
  box: LayoutBox,
  placeOf: (id: string) => Point | undefined,
  frames: Map<string, BoxFrame>,
): BoxFrame | null {
  const inner = box.boxes.flatMap((each) => addFrame(each, placeOf, frames) ?? []);
  const own = box.nodes.flatMap(({ id, width, height }): BoxFrame[] => {
    const at = placeOf(id);
    return at ? [{ x: at.x - width / 2, y: at.y - height / 2, width, height }] : [];
  });
  const frame = round([...inner, ...own]);
  if (frame && box.id !== null) frames.set(box.id, frame);
  return frame;
}

/** The frame round some rectangles; null round none. */
export function round(rects: readonly BoxFrame[]): BoxFrame | null {
  if (rects.length === 0) return null;
  const { top, side, bottom } = boxPadding;
  const x = Math.min(...rects.map((rect) => rect.x)) - side;
  const y = Math.min(...rects.map((rect) => rect.y)) - top;
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) + side - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) + bottom - y,
  };
}
