import type { Point } from '#lib/layout/layout-graph.ts';
import { type Course, pieces, pointOn } from '../canvas/paint-marks.ts';

/** A place on a course, 0 at its start and 1 at its end; each of its pieces takes as long as the others. */
export function pointAlong(course: Course, t: number): Point {
  const all = pieces(course);
  const index = Math.min(all.length - 1, Math.floor(t * all.length));
  const piece = all[index];
  if (!piece) return course.from;
  const from = all[index - 1]?.to ?? course.from;
  const controls = piece.control ? [piece.control] : [];
  return pointOn({ from, controls, to: piece.to }, t * all.length - index);
}

const steps = 8;

/** How long a course is, in model units, within a few percent. */
export function lengthOf(course: Course): number {
  if (course.controls.length === 0)
    return Math.hypot(course.to.x - course.from.x, course.to.y - course.from.y);
  let [length, last] = [0, course.from];
  for (let i = 1; i <= steps; i += 1) {
    const next = pointAlong(course, i / steps);
    length += Math.hypot(next.x - last.x, next.y - last.y);
    last = next;
  }
  return length;
}
