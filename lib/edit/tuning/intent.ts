import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';
import { simpleBalancers } from '../policies/load-balancer.ts';
import { policyTarget } from '../policies/policy-target.ts';
import { ruleTarget } from '../rules/rule-target.ts';

const millis = z.number().int();
/** Left out it stays as it is, null takes it away. */
const limit = z.number().int().nullable().optional();
const header = z.object({ name: z.string(), how: z.enum(['exact', 'prefix', 'regex']), value: z.string() });
const service = z.object({ namespace: z.string(), name: z.string() });
const percent = z.number();

/** What a person wants done to a service's traffic: each becomes a plan. Ranges are judged where the plan is made. */
export const intent = z.discriminatedUnion('edit', [
  z.object({ edit: z.literal('timeout'), target: ruleTarget, timeoutMs: millis.nullable() }),
  z.object({
    edit: z.literal('retries'),
    target: ruleTarget,
    retries: z
      .object({ attempts: z.number().int(), perTryMs: limit, on: z.string().nullable().optional() })
      .nullable(),
  }),
  z.object({
    edit: z.literal('fault'),
    target: ruleTarget,
    fault: z.object({
      delay: z.object({ ms: millis, percent }).nullable(),
      abort: z
        .union([
          z.object({ httpStatus: z.number().int(), percent }),
          z.object({ grpcStatus: z.string(), percent }),
        ])
        .nullable(),
    }),
    header: header.nullable(),
    until: z.string(),
  }),
  z.object({ edit: z.literal('clear-fault'), target: z.object({ ref: objectRef, rule: z.string() }) }),
  z.object({
    edit: z.literal('mirror'),
    target: ruleTarget,
    mirror: z
      .object({
        host: z.string(),
        namespace: z.string().nullable(),
        subset: z.string().nullable(),
        port: z.number().int().nullable(),
        percent,
      })
      .nullable(),
  }),
  z.object({
    edit: z.literal('cohort'),
    target: ruleTarget,
    header,
    destination: z.number().int(),
    /** What the destination is called, for the sentence. */
    called: z.string(),
  }),
  z.object({
    edit: z.literal('connection-pool'),
    target: policyTarget,
    pool: z
      .object({
        maxConnections: limit,
        connectTimeoutMs: limit,
        http1MaxPendingRequests: limit,
        http2MaxRequests: limit,
        maxRequestsPerConnection: limit,
        maxRetries: limit,
      })
      .nullable(),
  }),
  z.object({
    edit: z.literal('outlier-detection'),
    target: policyTarget,
    outliers: z
      .object({
        consecutive5xxErrors: limit,
        consecutiveGatewayErrors: limit,
        intervalMs: limit,
        baseEjectionMs: limit,
        maxEjectionPercent: limit,
        minHealthPercent: limit,
      })
      .nullable(),
  }),
  z.object({
    edit: z.literal('load-balancer'),
    target: policyTarget,
    balancing: z.object({
      choice: z
        .union([
          z.object({ simple: z.enum(simpleBalancers) }),
          z.object({
            hash: z.union([
              z.object({ by: z.enum(['header', 'query']), name: z.string() }),
              z.object({ by: z.literal('cookie'), name: z.string(), ttlMs: millis }),
              z.object({ by: z.literal('source-ip') }),
            ]),
          }),
        ])
        .nullable()
        .optional(),
      warmup: z
        .object({ durationMs: millis, minimumPercent: z.number().nullable().optional() })
        .nullable()
        .optional(),
    }),
  }),
  z.object({
    edit: z.literal('start-canary'),
    service,
    stable: z.string(),
    canary: z.string(),
    weight: z.number().int(),
  }),
  z.object({ edit: z.literal('finish-canary'), service, keep: z.string() }),
  z.object({ edit: z.literal('clean-up-canary'), service, keep: z.string() }),
]);
export type Intent = z.infer<typeof intent>;
