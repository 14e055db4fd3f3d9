import { z } from 'zod';
import { epochSeconds, milliseconds } from '#lib/core/units.ts';
import { graphNode } from '#lib/graph/model.ts';
import { seenSpan } from '#lib/traces/seen-trace.ts';

/** Unix time in milliseconds, with its fraction. */
const moment = z.number();

/** One trace in a list. Names that the viewer may not be told are empty, or left out of `services`. */
const tracedRequest = z.object({
  id: z.string(),
  start: moment,
  duration: milliseconds,
  spans: z.number().int(),
  failed: z.number().int(),
  services: z.array(z.string()),
  root: z.object({ service: z.string(), operation: z.string() }).nullable(),
  /** Where it failed first, in words; null where nothing failed. */
  origin: z.string().nullable(),
  /** What of it went along the edge that was asked about; null where a node was. */
  here: z.object({ spans: z.number().int(), failed: z.number().int(), duration: milliseconds }).nullable(),
  /** Where people look at it outside of Weft; null where no such address is set. */
  link: z.string().nullable(),
});
export type TracedRequest = z.infer<typeof tracedRequest>;

/** Where traces come from; `kind` null before it was found out. */
const traceBackend = z.object({ kind: z.enum(['jaeger', 'tempo']).nullable(), url: z.string() });

/** An end that was looked for: the names it may have in traces, and the one by which the backend knows it. */
const tracedEnd = z.object({
  end: z.enum(['source', 'target']),
  tried: z.array(z.string()),
  found: z.string().nullable(),
});

/** GET /api/v1/traces?edge=EDGE|node=NODE: traces of an edge or a node, failed ones first, then the slowest. */
export const tracesResponse = z.object({
  /** Null where no trace backend is set; the rest is empty then. */
  backend: traceBackend.nullable(),
  /** Null for a node. */
  source: graphNode.nullable(),
  target: graphNode,
  from: epochSeconds,
  to: epochSeconds,
  ends: z.array(tracedEnd),
  traces: z.array(tracedRequest),
  /** So many were looked at; those of other requests, or not as asked for, are left out. */
  lookedAt: z.number().int(),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type TracesResponse = z.infer<typeof tracesResponse>;

/** GET /api/v1/trace?id=ID: one trace, as far as the viewer may see it. */
export const traceResponse = z.object({
  id: z.string(),
  spans: z.array(seenSpan),
  /** Spans that came in a form that cannot be read. */
  unread: z.number().int(),
  link: z.string().nullable(),
});
export type TraceResponse = z.infer<typeof traceResponse>;
