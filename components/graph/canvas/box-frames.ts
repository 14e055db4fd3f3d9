import type { Point } from '#lib/layout/layout-graph.ts';
import type { SceneNode } from '../scene/scene.ts';
import type { Rect } from './place-plates.ts';

/** Room between the border of a namespace and its nodes; the title stands in it. */
const inset = 28;

/** A box by its top left corner. */
export interface BoxFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The frame of each box around its nodes; `rects` gives nodes by their middles. */
export function boxFrames(
  nodes: readonly SceneNode[],
  rects: ReadonlyMap<string, Rect>,
): ReadonlyMap<string, BoxFrame> {
  const frames = new Map<string, BoxFrame>();
  for (const node of nodes) {
    const rect = rects.get(node.id);
    if (node.box === null || !rect) continue;
    const own: BoxFrame = {
      x: rect.x - rect.width / 2 - inset,
      y: rect.y - rect.height / 2 - inset,
      width: rect.width + 2 * inset,
      height: rect.height + 2 * inset,
    };
    const known = frames.get(node.box);
    frames.set(node.box, known ? union(known, own) : own);
  }
  return frames;
}

function union(a: BoxFrame, b: BoxFrame): BoxFrame {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The box that holds a point; the smallest where two overlap. */
export function boxAt(frames: ReadonlyMap<string, BoxFrame>, at: Point): string | null {
  const hit = [...frames]
    .filter(([, f]) => at.x >= f.x && at.x <= f.x + f.width && at.y >= f.y && at.y <= f.y + f.height)
    .sort(([, a], [, b]) => a.width * a.height - b.width * b.height)[0];
  return hit?.[0] ?? null;
}
