import type { GraphEdge } from '#lib/graph/model.ts';

/** Requests per second of an edge, at the source where that reports: what users get, not inflated by retries. Null without data. */
export const edgeRate = ({ reports, shown }: Pick<GraphEdge, 'reports' | 'shown'>): number | null =>
  reports.source?.rate ?? reports[shown]?.rate ?? null;
