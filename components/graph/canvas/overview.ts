import type { BoxFrame } from '#lib/layout/box-frames.ts';
import type { SceneNode } from '../scene/scene.ts';
import type { Palette } from './palette.ts';
import type { Rect } from './place-plates.ts';

/** A part of the plane by its corners. */
export interface Extent {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Where everything is, for a small picture of it. */
export interface Overview {
  /** Changes whenever nodes move or another scene is shown. */
  readonly version: number;
  readonly nodes: readonly SceneNode[];
  /** Nodes by their middles. */
  readonly rects: ReadonlyMap<string, Rect>;
  readonly frames: ReadonlyMap<string, BoxFrame>;
  /** All nodes and boxes together; null without any. */
  readonly bounds: Extent | null;
  /** What is on screen. */
  readonly sight: Extent;
  readonly palette: Palette;
}

/** What holds all nodes and boxes; null without any. */
export function boundsOf({ rects, frames }: Pick<Overview, 'rects' | 'frames'>): Extent | null {
  let [x1, y1, x2, y2] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  const add = (left: number, top: number, width: number, height: number) => {
    [x1, y1] = [Math.min(x1, left), Math.min(y1, top)];
    [x2, y2] = [Math.max(x2, left + width), Math.max(y2, top + height)];
  };
  for (const { x, y, width, height } of rects.values()) add(x - width / 2, y - height / 2, width, height);
  for (const { x, y, width, height } of frames.values()) add(x, y, width, height);
  return x1 > x2 ? null : { x1, y1, x2, y2 };
}

/** Whether a part of what is drawn lies outside what is on screen. */
export const isBeyond = ({ bounds, sight }: Pick<Overview, 'bounds' | 'sight'>): boolean =>
  bounds !== null &&
  (bounds.x1 < sight.x1 || bounds.y1 < sight.y1 || bounds.x2 > sight.x2 || bounds.y2 > sight.y2);
