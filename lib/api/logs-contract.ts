import { z } from 'zod';
import { errorCode } from '#lib/core/error-code.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { changePlan } from '#lib/edit/change-plan.ts';
import { graphNode } from '#lib/graph/model.ts';
import { accessFields } from '#lib/logs/access-fields.ts';

/** Whose proxy a line is of: that of the caller, of the callee, the waypoint or the node's ztunnel between them, or of the one node asked for. */
const logSide = z.enum(['caller', 'callee', 'waypoint', 'ztunnel', 'own']);
export type LogSide = z.infer<typeof logSide>;

const deciding = z.object({ object: objectRef, path: z.string() }).nullable();

/** What the proxies of an end log of requests, by its configuration. */
const loggingInForce = z.discriminatedUnion('state', [
  z.object({ state: z.literal('on'), filter: z.string().nullable(), by: deciding }),
  z.object({ state: z.literal('elsewhere'), providers: z.array(z.string()), by: deciding }),
  z.object({ state: z.literal('off'), by: deciding }),
  z.object({ state: z.literal('unknown') }),
]);
export type LoggingInForce = z.infer<typeof loggingInForce>;

const failure = z.object({ code: errorCode, message: z.string(), cure: z.string().nullable() });

/** The log of one pod's proxy: what was read of it, or why nothing was. */
const podLog = z.object({
  side: logSide,
  namespace: z.string(),
  pod: z.string(),
  container: z.string(),
  /** Null where nothing could be read. */
  read: z
    .object({
      lines: z.number().int(),
      bytes: z.number().int(),
      /** Why it does not reach to its end, null where it does. */
      cut: z.object({ by: z.enum(['bytes', 'timeout', 'broken']), reason: z.string() }).nullable(),
      /** When the first and the last line that were read were written, in milliseconds since the epoch; null where that is not known. */
      from: z.number().nullable(),
      to: z.number().nullable(),
      /** Whether there are lines of the time before the first that was read. */
      older: z.boolean(),
    })
    .nullable(),
  failure: failure.nullable(),
  /** How often the container was restarted; null where that is not known. */
  restarts: z.number().int().nullable(),
});
export type PodLog = z.infer<typeof podLog>;

const logEnd = z.object({
  side: logSide,
  node: graphNode,
  /** Pods that are not read, because there are many, or because one is asked for. */
  leftOut: z.number().int(),
  /** Those that have a proxy, what is looked at first in front. */
  names: z.array(z.string()),
  /** Why no log of this end is read; null where pods are. */
  without: z.string().nullable(),
  /** Null where the end has no proxy of its own that could log. */
  logging: loggingInForce.nullable(),
  /** The change that has failures logged, where nothing is and it is safe to propose. */
  offer: changePlan.nullable(),
});
export type LogEnd = z.infer<typeof logEnd>;

/** Texts are safe to show: what acts unseen is written out, and what is long is cut. */
const logLine = z.object({
  /** Milliseconds since the epoch; that of the line before where it has none of its own, null at the start. */
  at: z.number().nullable(),
  /** Index in `pods`. */
  pod: z.number().int(),
  /** Null for what is not of the access log, or is written in a format that is not known. */
  access: accessFields.nullable(),
  failed: z.boolean(),
  raw: z.string(),
  /** How many bytes the line has in all, where it is cut; null where it stands whole. */
  cutOf: z.number().int().nullable(),
});
export type LogLine = z.infer<typeof logLine>;

/**
 * GET /api/v1/logs?edge=EDGE or node=NODE&window=SECONDS[&at=EPOCH][&previous=1][&errors=1][&request=ID][&lines=N]
 * [&pod=NAME]: what the proxies at both ends of an edge, or of a node, logged in the window, merged by time. Read with the rights of who asks.
 */
export const logsResponse = z.object({
  at: epochSeconds,
  window: seconds,
  ends: z.array(logEnd),
  pods: z.array(podLog),
  /** By time, the newest last. */
  lines: z.array(logLine),
  /** Lines that fit and are left out, the oldest, because there are many. */
  more: z.number().int(),
  /** Lines that were read and are about something else. */
  others: z.number().int(),
});
export type LogsResponse = z.infer<typeof logsResponse>;
