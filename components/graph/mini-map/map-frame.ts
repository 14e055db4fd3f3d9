import type { Point } from '#lib/layout/layout-graph.ts';
import type { Extent } from '../canvas/overview.ts';

/** How the plane lies on the map: times `scale`, then moved by `left` and `top`, in pixels of the map. */
export interface MapFrame {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** Pixels that stay free along the edge of the map. */
const margin = 6;

/** All of `bounds` in the middle of a map of this size, in its own proportions. */
export function mapFrame(
  bounds: Extent,
  size: { readonly width: number; readonly height: number },
): MapFrame {
  const [width, height] = [Math.max(1, bounds.x2 - bounds.x1), Math.max(1, bounds.y2 - bounds.y1)];
  const scale = Math.min((size.width - 2 * margin) / width, (size.height - 2 * margin) / height);
  return {
    scale,
    left: size.width / 2 - (scale * (bounds.x1 + bounds.x2)) / 2,
    top: size.height / 2 - (scale * (bounds.y1 + bounds.y2)) / 2,
  };
}

export const onMap = ({ scale, left, top }: MapFrame, at: Point): Point => ({
  x: at.x * scale + left,
  y: at.y * scale + top,
});

export const onPlane = ({ scale, left, top }: MapFrame, at: Point): Point => ({
  x: (at.x - left) / scale,
  y: (at.y - top) / scale,
});
