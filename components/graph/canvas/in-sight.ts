import type { Course } from './paint-marks.ts';
import type { Rect } from './place-plates.ts';

/** The part of the plane that is on screen. */
export interface Sight {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** Whether a rect, given by its middle, is on screen, if only in part. */
export const isRectInSight = ({ x, y, width, height }: Rect, sight: Sight): boolean =>
  x + width / 2 > sight.x1 &&
  x - width / 2 < sight.x2 &&
  y + height / 2 > sight.y1 &&
  y - height / 2 < sight.y2;

/**
 * Whether a line may be on screen, `room` being what its width and its arrow head need beside it. A curve lies within the
 * frame of its points.
 */
export function isCourseInSight({ from, controls, to }: Course, sight: Sight, room: number): boolean {
  const [xs, ys] = [
    [from.x, to.x, ...controls.map(({ x }) => x)],
    [from.y, to.y, ...controls.map(({ y }) => y)],
  ];
  return (
    Math.max(...xs) + room > sight.x1 &&
    Math.min(...xs) - room < sight.x2 &&
    Math.max(...ys) + room > sight.y1 &&
    Math.min(...ys) - room < sight.y2
  );
}
