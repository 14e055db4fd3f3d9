import type { Point } from '#lib/layout/layout-graph.ts';
import type { SceneEdge } from '../scene/scene.ts';
import type { Course } from './paint-marks.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Rect } from './place-plates.ts';

/** A layer over the lines and under the words, for what moves by itself, with what it has to know of the picture below. */
export interface Stage {
  readonly context: Pen;
  /** Empties the layer and sets it to what is in sight. */
  begin(): { readonly zoom: number; readonly pan: Point };
  /** Changes whenever nodes move or another scene is shown. */
  version(): number;
  edges(): readonly SceneEdge[];
  rectOf(node: string): Rect | undefined;
  courseOf(edge: SceneEdge): Course | null;
  sight(): { readonly x1: number; readonly x2: number; readonly y1: number; readonly y2: number };
  palette(): Palette;
  /** Whether an edge steps back while something else is selected or found. */
  readonly isDimmed: (edge: string) => boolean;
  /** Empties the layer where nodes are: they lie below it. */
  clearNodes(): void;
  close(): void;
}
