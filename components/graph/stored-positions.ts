import type { Point, Positions } from '#lib/layout/layout-graph.ts';

const isPlace = (value: unknown): value is Point =>
  typeof value === 'object' &&
  value !== null &&
  'x' in value &&
  'y' in value &&
  Number.isFinite(value.x) &&
  Number.isFinite(value.y);

const keyOf = (view: string): string => `weft-positions ${view}`;

/** Where the nodes of a view were when this browser last drew it; empty when it never did. */
export function readPositions(view: string): Positions {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(keyOf(view)) ?? '{}');
    const entries = Object.entries(stored ?? {});
    return Object.fromEntries(entries.filter((entry): entry is [string, Point] => isPlace(entry[1])));
  } catch {
    return {};
  }
}

/** Keeps them. Where storage is full or forbidden they are kept for this page only. */
export function writePositions(view: string, positions: Positions): void {
  try {
    window.localStorage.setItem(keyOf(view), JSON.stringify(positions));
  } catch {
    // The page goes on with what it has in memory.
  }
}
