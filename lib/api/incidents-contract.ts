import { z } from 'zod';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { graphWindows } from '#lib/core/windows.ts';
import { acknowledgement, noteText, snoozeSpans, stance } from '#lib/diagnosis/acknowledgement.ts';
import { causeFound, diagnosis } from '#lib/diagnosis/diagnosis.ts';
import { problemRecord, problemSince } from '#lib/diagnosis/problem-record.ts';
import { trend } from '#lib/diagnosis/trend.ts';
import { graphNode } from '#lib/graph/model.ts';
import { changeRecord } from '#lib/history/change-record.ts';

/** Names a problem without telling what it is about; the same at every refresh. */
const problemKey = z.string().regex(/^[\w-]{8,64}$/);

/** Edges that fail for one reason, with who is hurt by it: all that one needs to begin with. */
const openProblem = z.object({
  key: problemKey,
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
  /** Whether its errors have ended, though the window still holds some. */
  over: z.boolean(),
  /** Namespaces of its edges' ends and of its culprit, those that the viewer may read. */
  namespaces: z.array(z.string()),
  /** Null where nobody has looked yet. */
  since: problemSince.nullable(),
  stance,
});
export type OpenProblem = z.infer<typeof openProblem>;

/** A problem that is over, where the viewer may read all that it names. */
const recoveredProblem = problemRecord
  .pick({
    edge: true,
    source: true,
    target: true,
    namespaces: true,
    symptom: true,
    cause: true,
    since: true,
    last: true,
  })
  .extend({
    key: problemKey,
    ended: epochSeconds,
    /** Of traffic that stopped: that it has not come back. It was as silent at one of the times compared with, by now. */
    silent: z.boolean(),
  });
export type RecoveredProblem = z.infer<typeof recoveredProblem>;

/** GET /api/v1/incidents?window=SECONDS[&at=EPOCH]: what is wrong in the mesh, grouped by what it comes from, what harms most first. */
export const incidentsResponse = z.object({
  at: epochSeconds,
  window: seconds,
  problems: z.array(openProblem),
  /** The nodes that are named. */
  nodes: z.array(graphNode),
  /** The ends of the edges that are named. `lastAt`: a moment at which an edge is on the graph that is not on this one any more. */
  ends: z.array(z.object({ id: edgeId, source: nodeId, target: nodeId, lastAt: epochSeconds.nullable() })),
  /** Edges that were looked at: that nothing is wrong is said of so many. */
  edges: z.number().int(),
  /** What went away in the last hour, the latest first; empty at a moment that is over. */
  recovered: z.array(recoveredProblem),
  /** What is wrong with the control plane, whether or not any request fails by it; empty at a moment that is over. */
  controlPlane: z.array(causeFound),
  /** Why, and since when, this is not of now; null where it is. */
  stale: z.object({ reason: z.string(), since: epochSeconds }).nullable(),
  /** Queries of the graph that failed: what they would have shown is not known. */
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
  /** Whether the viewer may say something of a problem. */
  mayAcknowledge: z.boolean(),
  /** Why what people say is kept in memory though it should last; null where all is well. */
  trouble: z.string().nullable(),
});
export type IncidentsResponse = z.infer<typeof incidentsResponse>;

/**
 * GET /api/v1/incident-trends?window=SECONDS[&at=EPOCH]: of each problem what it is measured by over the last hour, where that is
 * going and what changed about when it began. One range query for all of a kind, asked once for all viewers until its grid moves on.
 */
export const incidentTrendsResponse = z.object({
  start: epochSeconds,
  end: epochSeconds,
  step: seconds,
  problems: z.array(
    z.object({
      key: problemKey,
      /**
       * What it is measured by: errors per second at the edges where it originates, requests per second of those that stopped,
       * milliseconds of the 95th percentile of the one that it is told of.
       */
      measure: z.enum(['errors', 'p95', 'requests']),
      /** Null is a gap. Empty where series tell nothing of it. */
      points: z.array(z.tuple([epochSeconds, z.number().nullable()])),
      trend: trend.nullable(),
      /** As memory and series tell it together. */
      since: problemSince.nullable(),
      /** What probably brought it first, and how many further changes there were. */
      changes: z.array(changeRecord),
      more: z.number().int(),
    }),
  ),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type IncidentTrendsResponse = z.infer<typeof incidentTrendsResponse>;

/** POST /api/v1/acknowledge: says of a problem that somebody is at it, that it can wait, or neither any more. */
export const acknowledgeRequest = z.strictObject({
  problem: problemKey,
  /** The window in which it was seen. */
  window: z
    .number()
    .refine((value) => graphWindows.some((window) => window === value))
    .pipe(seconds),
  does: acknowledgement.shape.does,
  /** How long it can wait, in seconds; null until it changes or goes. */
  span: z
    .literal([...snoozeSpans])
    .nullable()
    .default(null),
  note: noteText.default(''),
});
export type AcknowledgeRequest = z.input<typeof acknowledgeRequest>;

export const acknowledgeResponse = z.object({ stance });
export type AcknowledgeResponse = z.infer<typeof acknowledgeResponse>;
