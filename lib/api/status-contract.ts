import { z } from 'zod';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds, milliseconds, seconds } from '#lib/core/units.ts';

/** One source of truth and how it does. `since` is when this phase began; `lastGood` the time of the last good answer. */
const sourceState = z.object({
  phase: z.enum(['starting', 'live', 'stale', 'failing']),
  since: epochSeconds,
  lastGood: epochSeconds.nullable(),
  reason: z.string().nullable(),
});
export type SourceState = z.infer<typeof sourceState>;

/** One query as it was asked at the last refresh: its cost is shown, not hidden. */
const queryCost = z.object({
  name: z.string(),
  promql: z.string(),
  at: epochSeconds,
  took: milliseconds.nullable(),
  series: z.number().int().nullable(),
  /** totalQueryableSamples, where the server tells. */
  samples: z.number().nullable(),
  warnings: z.array(z.string()),
  error: z.string().nullable(),
});
export type QueryCost = z.infer<typeof queryCost>;

const kindStatus = z.object({
  kind: z.string(),
  group: z.string(),
  phase: z.enum(['loading', 'live', 'stale', 'not-installed', 'forbidden']),
  objects: z.number().int(),
  since: epochSeconds.nullable(),
  reason: z.string().nullable(),
});

/** GET /api/v1/status: who asks, as whom Weft reads, how its two sources do. Never a secret, token or password. */
export const statusResponse = z.object({
  version: z.string(),
  viewer: z.object({
    mode: z.enum(['local', 'token']),
    /** The name Kubernetes knows the viewer by. */
    user: z.string(),
    /** Namespaces the viewer may read; null means all. */
    namespaces: z.array(z.string()).nullable(),
  }),
  identity: z.object({ context: z.string().nullable(), user: z.string(), server: z.string() }),
  now: epochSeconds,
  scrapeInterval: seconds,
  refreshInterval: seconds,
  /** The last aligned moment for which a live graph can be asked. */
  kubernetes: sourceState.extend({
    cluster: clusterId,
    serverVersion: z.string().nullable(),
    kinds: z.array(kindStatus),
  }),
  prometheus: sourceState.extend({ url: z.string(), queries: z.array(queryCost) }),
  namespaces: z.array(z.string()),
  /** What is wrong with the configuration, as last looked at; null before the first look. Suppressed findings do not count. */
  findings: z
    .object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() })
    .nullable(),
  /** Problems of the mesh that are open, as last looked for, those that were put off left out; null where it is not known now. */
  incidents: z.number().int().nullable(),
  /** Faults that routes inject on purpose now, of what the viewer may read. */
  faults: z.number().int(),
});
export type StatusResponse = z.infer<typeof statusResponse>;
