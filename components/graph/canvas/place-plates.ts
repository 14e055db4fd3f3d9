import type { Point } from '#lib/layout/layout-graph.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A plate to place: on the line from `from` to `to`, or when its line bends, at one of `along`, the best place first. */
export interface PlateRequest {
  readonly id: string;
  readonly from: Rect;
  readonly to: Rect;
  readonly along: readonly Point[] | null;
  readonly width: number;
  readonly height: number;
  /** Drawn even where it covers another. */
  readonly must: boolean;
}

/** Where on the free part of its line a plate is tried, the middle first. */
export const tries = [0.5, 0.38, 0.62, 0.27, 0.73, 0.17, 0.83];
const cell = 120;

/** Where the line from the middle of `a` toward `b` leaves `a`'s border. Rects are given by their middles. */
export function leaves(a: Rect, b: Rect): Point {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  if (dx === 0 && dy === 0) return { x: a.x, y: a.y };
  const t = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : a.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : a.height / 2 / Math.abs(dy),
  );
  return { x: a.x + dx * Math.min(1, t), y: a.y + dy * Math.min(1, t) };
}

const overlap = (a: Rect, b: Rect): boolean =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;

/** What already covers the plane, looked up by the cells that a rect touches. */
class Covered {
  readonly #cells = new Map<string, Rect[]>();

  *#keys(rect: Rect): Generator<string> {
    const span = (middle: number, size: number) =>
      [Math.floor((middle - size / 2) / cell), Math.floor((middle + size / 2) / cell)] as const;
    const [left, right] = span(rect.x, rect.width);
    const [top, bottom] = span(rect.y, rect.height);
    for (let x = left; x <= right; x += 1) for (let y = top; y <= bottom; y += 1) yield `${x} ${y}`;
  }

  add(rect: Rect): void {
    for (const key of this.#keys(rect)) {
      const known = this.#cells.get(key);
      if (known) known.push(rect);
      else this.#cells.set(key, [rect]);
    }
  }

  isFree(rect: Rect): boolean {
    for (const key of this.#keys(rect))
      if (this.#cells.get(key)?.some((other) => overlap(rect, other))) return false;
    return true;
  }
}

function candidates(request: PlateRequest): readonly Point[] {
  if (request.along) return request.along;
  const start = leaves(request.from, request.to);
  const end = leaves(request.to, request.from);
  return tries.map((t) => ({ x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t }));
}

/**
 * Middles of the plates that can be read: none covers a node or another plate, but for those that must be drawn. Requests
 * come most important first.
 */
export function placePlates(
  requests: readonly PlateRequest[],
  nodes: readonly Rect[],
): ReadonlyMap<string, Point> {
  const covered = new Covered();
  for (const node of nodes) covered.add(node);
  const placed = new Map<string, Point>();
  for (const request of requests) {
    const rectAt = (at: Point): Rect => ({ ...at, width: request.width + 4, height: request.height + 4 });
    const points = candidates(request);
    const at =
      points.find((point) => covered.isFree(rectAt(point))) ?? (request.must ? points[0] : undefined);
    if (!at) continue;
    covered.add(rectAt(at));
    placed.set(request.id, at);
  }
  return placed;
}
