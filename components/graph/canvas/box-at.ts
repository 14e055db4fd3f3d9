import type { BoxFrame } from '#lib/layout/box-frames.ts';
import type { Point } from '#lib/layout/layout-graph.ts';

/** The box that holds a point; the smallest where several do. */
export function boxAt(frames: ReadonlyMap<string, BoxFrame>, at: Point): string | null {
  const hit = [...frames]
    .filter(([, f]) => at.x >= f.x && at.x <= f.x + f.width && at.y >= f.y && at.y <= f.y + f.height)
    .sort(([, a], [, b]) => a.width * a.height - b.width * b.height)[0];
  return hit?.[0] ?? null;
}
