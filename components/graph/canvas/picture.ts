import type { BoxFrame } from '#lib/layout/box-frames.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Scene, SceneEdge } from '../scene/scene.ts';
import type { Course } from './paint-marks.ts';
import type { Palette } from './palette.ts';
import type { Rect } from './place-plates.ts';

/** A plate with its middle and its width. */
export interface PlacedPlate {
  readonly edge: SceneEdge;
  readonly at: Point;
  readonly width: number;
}

/** Everything that is drawn, with its place on the plane: enough to draw it once more elsewhere. */
export interface Picture {
  readonly scene: Scene;
  readonly palette: Palette;
  /** Nodes by their middles. */
  readonly rects: ReadonlyMap<string, Rect>;
  readonly frames: ReadonlyMap<string, BoxFrame>;
  /** The most urgent last. */
  readonly plates: readonly PlacedPlate[];
  /** Every line that has a course, with how wide it is while all is well. */
  readonly lines: readonly { readonly edge: SceneEdge; readonly course: Course; readonly line: number }[];
  /** Elements that step back while something else is selected or found; null for none. */
  readonly dimmed: ReadonlySet<string> | null;
  /** How much is left of them, 0 to 1. */
  readonly dimmedTo: number;
  /** The part of the plane that is on screen. */
  readonly sight: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
    readonly zoom: number;
  };
}
