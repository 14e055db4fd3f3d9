import { expect } from 'vitest';
import type { TrafficGraph } from '../model.ts';

/** Expects every id of a graph once, both ends of every edge there, and of each edge the report that is shown. */
export function expectSound({ nodes, edges }: TrafficGraph): void {
  const ids = new Set(nodes.map(({ id }) => id));
  expect(ids.size).toBe(nodes.length);
  expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
  for (const edge of edges) {
    expect(ids.has(edge.source) && ids.has(edge.target)).toBe(true);
    expect(edge.reports[edge.shown]).not.toBeNull();
  }
}
