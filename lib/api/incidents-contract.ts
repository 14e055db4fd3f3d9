import { z } from 'zod';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { diagnosis } from '#lib/diagnosis/diagnosis.ts';
import { graphNode } from '#lib/graph/model.ts';

/** Edges that fail for one reason, with who is hurt by it: all that one needs to begin with. */
export const openProblem = z.object({
  key: z.string(),
  /** Of the edge with the most errors; the others have the same cause. */
  diagnosis,
  /** The ends of that edge. */
  source: nodeId,
  target: nodeId,
  /** Where it originates, the worst first, and what fails because of it further up. */
  edges: z.array(edgeId),
  affected: z.array(edgeId),
  /** Who sends over any of them. */
  callers: z.array(nodeId),
  /** Errors per second where it originates, and as those furthest up get them. */
  rate: z.number(),
  reaches: z.number(),
});
export type OpenProblem = z.infer<typeof openProblem>;

/** GET /api/v1/incidents?window=SECONDS[&at=EPOCH]: what is wrong in the mesh, grouped by what it comes from, what harms most first. */
export const incidentsResponse = z.object({
  at: epochSeconds,
  window: seconds,
  problems: z.array(openProblem),
  /** The nodes that are named. */
  nodes: z.array(graphNode),
  /** Edges that were looked at: that nothing is wrong is said of so many. */
  edges: z.number().int(),
});
export type IncidentsResponse = z.infer<typeof incidentsResponse>;
