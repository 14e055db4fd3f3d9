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

/** How much of the plane two rects share. */
function shared(a: Rect, b: Rect): number {
  const along = (p: number, sizeOfP: number, q: number, sizeOfQ: number) =>
    Math.max(0, Math.min(sizeOfP, sizeOfQ, (sizeOfP + sizeOfQ) / 2 - Math.abs(p - q)));
  return along(a.x, a.width, b.x, b.width) * along(a.y, a.height, b.y, b.height);
}

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

  /** How much of what is there a rect would cover; 0 where it is free. */
  by(rect: Rect): number {
    const met = new Set<Rect>();
    for (const key of this.#keys(rect)) for (const other of this.#cells.get(key) ?? []) met.add(other);
    let sum = 0;
    for (const other of met) sum += shared(rect, other);
    return sum;
  }
}

function candidates(request: PlateRequest): readonly Point[] {
  if (request.along) return request.along;
  const start = leaves(request.from, request.to);
  const end = leaves(request.to, request.from);
  return tries.map((t) => ({ x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t }));
}

/**
 * Middles of the plates that can be read: none covers a node or another plate, but for those that must be drawn, which cover
 * as little as they can. Requests come most important first.
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
    let at: Point | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const point of candidates(request)) {
      const covers = covered.by(rectAt(point));
      if (covers < least && (covers === 0 || request.must)) [at, least] = [point, covers];
      if (least === 0) break;
    }
    if (at === null) continue;
    covered.add(rectAt(at));
    placed.set(request.id, at);
  }
  return placed;
}
