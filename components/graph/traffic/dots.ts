import type { Point } from '#lib/layout/layout-graph.ts';
import type { Course } from '../canvas/paint-marks.ts';
import type { SceneEdge } from '../scene/scene.ts';
import { lengthOf, pointAlong } from './along.ts';
import { failed, paceOf } from './pace.ts';

/** However much flows, so many dots are drawn in a frame and no more. */
export const mostDots = 600;

/** What a dot stands for: an answer, one that failed, or bytes of a connection. */
export type DotKind = 'request' | 'failed' | 'tcp';

/** A line that dots run along. */
interface Track {
  readonly edge: SceneEdge;
  readonly course: Course;
  readonly length: number;
  readonly dots: number;
  readonly speed: number;
  readonly failedShare: number;
}

/** Failing lines first, then by rate: what is left out of a crowd is the least. */
const byWeight = (a: SceneEdge, b: SceneEdge): number =>
  Number(b.status === 'failing') - Number(a.status === 'failing') ||
  (b.flow?.rate ?? 0) - (a.flow?.rate ?? 0) ||
  (a.id < b.id ? -1 : 1);

/** The dots of all lines in sight, moved on frame by frame; a line keeps its dots where they were when its rate changes. */
export class Dots {
  /** How often dots went round each line. */
  readonly #turns = new Map<string, number>();
  #tracks: readonly Track[] = [];

  /** Takes the lines that are in sight, heaviest first, as long as there are dots for them. */
  lay(edges: readonly SceneEdge[], courseOf: (edge: SceneEdge) => Course | null): void {
    const tracks: Track[] = [];
    let left = mostDots;
    for (const edge of edges.filter(({ flow }) => (flow?.rate ?? 0) > 0).sort(byWeight)) {
      if (left <= 0) break;
      const course = courseOf(edge);
      const { flow } = edge;
      if (!course || !flow) continue;
      const length = lengthOf(course);
      const { dots, speed } = paceOf(flow, length);
      if (dots === 0) continue;
      const shown = Math.min(dots, left);
      left -= shown;
      tracks.push({ edge, course, length, dots: shown, speed, failedShare: flow.failedShare ?? 0 });
    }
    this.#tracks = tracks;
  }

  /** Moves every dot on by some seconds. */
  advance(elapsed: number): void {
    for (const { edge, speed, length } of this.#tracks)
      this.#turns.set(edge.id, (this.#turns.get(edge.id) ?? 0) + (elapsed * speed) / length);
  }

  /** Each dot where it is now. */
  *[Symbol.iterator](): Generator<{ readonly at: Point; readonly kind: DotKind; readonly edge: SceneEdge }> {
    for (const { edge, course, dots, failedShare } of this.#tracks) {
      const turns = this.#turns.get(edge.id) ?? 0;
      for (let i = 0; i < dots; i += 1) {
        const way = turns + i / dots;
        const serial = Math.floor(way) * dots + i;
        const kind = failed(serial, failedShare) ? 'failed' : edge.protocol === 'tcp' ? 'tcp' : 'request';
        yield { at: pointAlong(course, way - Math.floor(way)), kind, edge };
      }
    }
  }
}
