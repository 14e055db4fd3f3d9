import type { Point } from '#lib/layout/layout-graph.ts';
import { pointOn } from './paint-marks.ts';
import type { Rect } from './place-plates.ts';

/** How far the control point of a line is tried off its middle, in model units: the nearest first, each on both sides. */
const tries = [36, -36, 64, -64, 100, -100, 144, -144, 200, -200] as const;
/** Lines keep this far from nodes. */
const margin = 5;
const samples = 24;

const covers = (rect: Rect, at: Point): boolean =>
  Math.abs(at.x - rect.x) < rect.width / 2 + margin && Math.abs(at.y - rect.y) < rect.height / 2 + margin;

/** The point at `t` of the curve from `a` to `b` whose control point stands `off` to the left of the middle. */
function pointAt(a: Point, b: Point, off: number, t: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const control = {
    x: (a.x + b.x) / 2 - ((b.y - a.y) / length) * off,
    y: (a.y + b.y) / 2 + ((b.x - a.x) / length) * off,
  };
  return pointOn({ from: a, controls: [control], to: b }, t);
}

function isClear(a: Point, b: Point, off: number, others: readonly Rect[]): boolean {
  for (let i = 1; i < samples; i += 1) {
    const at = pointAt(a, b, off, i / samples);
    if (others.some((rect) => covers(rect, at))) return false;
  }
  return true;
}

/**
 * How far the control point of a quadratic curve from the middle of `from` to the middle of `to` has to stand off the
 * straight line so that the curve passes under no other node. 0 when the straight line does, or when no curve that is
 * tried does: a line that bends and still hides says less than a straight one.
 */
export function detour(from: Rect, to: Rect, others: readonly Rect[]): number {
  if (isClear(from, to, 0, others)) return 0;
  return tries.find((off) => isClear(from, to, off, others)) ?? 0;
}
