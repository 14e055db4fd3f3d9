import { z } from 'zod';
import type { Positions } from '#lib/layout/layout-graph.ts';

const stored = z.record(z.string(), z.object({ x: z.number(), y: z.number() }));
const keyOf = (view: string): string => `weft-positions ${view}`;

/** Where the nodes of a view were when this browser last drew it; empty when it never did. */
export function readPositions(view: string): Positions {
  try {
    const parsed = stored.safeParse(JSON.parse(window.localStorage.getItem(keyOf(view)) ?? '{}'));
    return parsed.success ? parsed.data : {};
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
