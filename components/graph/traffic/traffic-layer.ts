import type { Course } from '../canvas/paint-marks.ts';
import type { Rect } from '../canvas/place-plates.ts';
import type { Stage } from '../canvas/stage.ts';
import type { SceneEdge } from '../scene/scene.ts';
import { Dots } from './dots.ts';
import type { Moving } from './motion-switch.ts';
import { paintDots } from './paint-dots.ts';

/** Further out than this lines are hairs, and dots on them noise. */
const nearest = 0.12;

/**
 * Dots on a layer of their own: nothing else is drawn anew for them. Lines are looked up when they have come to rest, not while
 * a node is dragged or a layout runs.
 */
export class TrafficLayer implements Moving {
  readonly #stage: Stage;
  readonly #dots = new Dots();
  /** The state of the stage that the courses are of, that of the frame before, and whether that one was new. */
  #known = -1;
  #last = -1;
  #changed = false;
  #courses = new Map<string, Course>();
  #sight = '';

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  draw(elapsed: number): void {
    const stage = this.#stage;
    const { zoom } = stage.begin();
    const version = stage.version();
    const changes = version !== this.#last;
    const moves = changes && this.#changed;
    this.#changed = changes;
    this.#last = version;
    if (moves || zoom < nearest) return;
    this.#lay(version);
    this.#dots.advance(elapsed);
    paintDots(stage.context, this.#dots, zoom, stage.palette(), stage.isDimmed);
    stage.clearNodes();
  }

  /** Other lines run after a change, or when another part of the plane is in sight. */
  #lay(version: number): void {
    const stage = this.#stage;
    const { x1, x2, y1, y2 } = stage.sight();
    const sight = `${x1} ${x2} ${y1} ${y2}`;
    if (version === this.#known && sight === this.#sight) return;
    if (version !== this.#known) this.#courses = new Map();
    this.#known = version;
    this.#sight = sight;
    const between = (a: Rect, b: Rect): boolean =>
      Math.min(a.x, b.x) < x2 &&
      Math.max(a.x, b.x) > x1 &&
      Math.min(a.y, b.y) < y2 &&
      Math.max(a.y, b.y) > y1;
    const seen = stage.edges().filter((edge) => {
      const [from, to] = [stage.rectOf(edge.source), stage.rectOf(edge.target)];
      return from && to && edge.presence !== 'ghost' && between(from, to);
    });
    this.#dots.lay(seen, (edge) => this.#courseOf(edge));
  }

  #courseOf(edge: SceneEdge): Course | null {
    const known = this.#courses.get(edge.id);
    if (known !== undefined) return known;
    const course = this.#stage.courseOf(edge);
    if (course) this.#courses.set(edge.id, course);
    // A line that has just come has no course until the library has drawn it: it is looked for again.
    else this.#known = -1;
    return course;
  }

  close(): void {
    this.#stage.close();
  }
}
