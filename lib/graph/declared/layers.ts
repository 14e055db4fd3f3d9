import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';
import { milliseconds, perSecond, share } from '#lib/core/units.ts';
import { reporter } from '../model.ts';

/** The object and the field that decide. */
const deciding = z.object({ object: objectRef, path: z.string() });
export type Deciding = z.infer<typeof deciding>;

/** A rule of a route: the `number`th of `of` that the object has for the protocol. `conditional`: it takes what matches only. */
const rulePlace = deciding.extend({
  number: z.number().int(),
  of: z.number().int(),
  conditional: z.boolean(),
});
export type RulePlace = z.infer<typeof rulePlace>;

/**
 * Requests with one of some response flags, as one reporter saw them: of the edge, and of those that no pod was chosen for.
 * `share` is of all that the caller sends to the host.
 */
const flagged = z.object({ count: z.number(), rate: perSecond, share: share.nullable() });
export type Flagged = z.infer<typeof flagged>;

const percent = z.number().min(0).max(100);

/** Limits and ejection that a caller's proxy keeps for a subset (null: for the host as a whole) on a port (null: on all). */
const breaker = z.object({
  subset: z.string().nullable(),
  port: z.number().int().nullable(),
  pool: deciding
    .extend({
      maxConnections: z.number().nullable(),
      maxPending: z.number().nullable(),
      maxRequests: z.number().nullable(),
      maxRequestsPerConnection: z.number().nullable(),
      maxRetries: z.number().nullable(),
    })
    .nullable(),
  outlier: deciding
    .extend({
      consecutive5xx: z.number().nullable(),
      consecutiveGateway: z.number().nullable(),
      interval: milliseconds.nullable(),
      baseEjection: milliseconds.nullable(),
      maxEjectionPercent: z.number().nullable(),
    })
    .nullable(),
  /** Ports with settings of their own, where telemetry does not tell which port the edge is on. */
  otherPorts: z.array(z.number().int()),
});
export type Breaker = z.infer<typeof breaker>;

const circuitBreaking = z.object({
  breakers: z.array(breaker),
  /** Null: no proxy that could refuse reports the edge. */
  observed: z
    .object({
      reporter,
      /** UO: over a limit. */
      refused: flagged,
      /** UH: no pod was left, or none was ready. */
      noHealthy: flagged,
    })
    .nullable(),
});

const faults = z.object({
  rules: z.array(
    rulePlace.extend({
      delay: z.object({ ms: milliseconds, percent }).nullable(),
      abort: z.object({ status: z.string(), percent }).nullable(),
    }),
  ),
  observed: z.object({ reporter, delayed: flagged, aborted: flagged }).nullable(),
});

const timeouts = z.object({
  rules: z.array(
    rulePlace.extend({
      timeout: milliseconds.nullable(),
      retries: z
        .object({ attempts: z.number().int(), perTry: milliseconds.nullable(), on: z.string() })
        .nullable(),
      /** Tries that the timeout leaves no time for. */
      beyond: z
        .object({ tries: z.number().int(), needed: milliseconds, possible: z.number().int() })
        .nullable(),
    }),
  ),
  observed: z
    .object({ reporter, timedOut: flagged, exhausted: flagged, meanLatency: milliseconds.nullable() })
    .nullable(),
});

const mirroring = z.object({
  /** Where requests of this edge are copied to as well. */
  copies: z.array(
    rulePlace.extend({
      host: z.string(),
      subset: z.string().nullable(),
      percent,
      /** Copies that arrive, per second; null where no proxy there reports them. */
      observed: perSecond.nullable(),
    }),
  ),
  /**
   * This edge carries copies. `rate`: requests that the callee reports and the caller does not, per second; retries count
   * among them where `alone` is false. `byName`: it was known by its host, which Envoy ends in `-shadow`.
   */
  receives: z
    .object({
      from: z.array(rulePlace.extend({ percent })),
      rate: perSecond.nullable(),
      alone: z.boolean(),
      byName: z.boolean(),
    })
    .nullable(),
});

/** Pods of an end in a zone; `zone` null where a pod's node has no zone, or is not known. */
const zonePods = z.object({ zone: z.string().nullable(), pods: z.number().int() });
export type ZonePods = z.infer<typeof zonePods>;

const locality = z.object({
  mode: z.enum(['off', 'spread', 'near', 'distribute']),
  from: z.enum(['destination-rule', 'service', 'mesh', 'default']),
  /** Null for the mesh's settings and for Istio's default. */
  decides: deciding.nullable(),
  distribute: z.array(z.object({ from: z.string(), to: z.record(z.string(), z.number()) })),
  failover: z.array(z.object({ from: z.string(), to: z.string() })),
  failoverPriority: z.array(z.string()),
  outlierDetection: z.boolean(),
  /** A failover is written and cannot happen, for want of outlier detection. */
  inert: z.boolean(),
  /** Where the pods run. Which zones requests went between is in no metric. */
  callers: z.array(zonePods),
  callees: z.array(zonePods),
});

/**
 * What the configuration declares for what a caller sends over an edge, and beside it what telemetry shows of that. Null:
 * neither of the two has anything to say.
 */
export const edgeLayers = z.object({
  /** Circuit breaking: limits of connections and requests, and ejection of pods that fail. */
  breaking: circuitBreaking.nullable(),
  faults: faults.nullable(),
  timeouts: timeouts.nullable(),
  mirroring: mirroring.nullable(),
  locality: locality.nullable(),
});
export type EdgeLayers = z.infer<typeof edgeLayers>;
export type DeclaredLayer = keyof EdgeLayers;
