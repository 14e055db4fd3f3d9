import { z } from 'zod';

/**
 * What the program in a pod does, as the demo's Deployments say it in the annotation `demo.weft.dev/behaviour` of their pod
 * template (JSON). It stands where a container image would: the simulation reads it through the Kubernetes API, so the
 * same objects on a real API server behave the same.
 */
export const behaviourAnnotation = 'demo.weft.dev/behaviour';

const call = z.object({
  /** Host as the program writes it: `reviews`, `reviews.shop`, `api.stripe.example`. */
  host: z.string(),
  port: z.number().int(),
  protocol: z.enum(['http', 'grpc', 'tcp']).default('http'),
  /** Calls made for one request served (`perRequest`), or per second by itself (`rps`). One of the two. */
  perRequest: z.number().nonnegative().optional(),
  rps: z.number().nonnegative().optional(),
  method: z.string().default('GET'),
  path: z.string().default('/'),
  headers: z.record(z.string(), z.string()).default({}),
  /** Host header or SNI when it differs from `host` (calls into a gateway). */
  authority: z.string().optional(),
  /** The program's own timeout in milliseconds. */
  timeoutMs: z.number().positive().optional(),
  /** Share of these calls that carry a valid JWT, with its claims; none without. */
  jwt: z
    .object({
      share: z.number().min(0).max(1),
      issuer: z.string(),
      audiences: z.array(z.string()).default([]),
    })
    .optional(),
  requestBytes: z.number().default(600),
});
export type Call = z.infer<typeof call>;

const port = z.object({
  port: z.number().int(),
  protocol: z.enum(['http', 'grpc', 'tcp']).default('http'),
  /** Own time to answer, without the calls it makes: log-normal, median and 99th percentile in milliseconds. */
  latency: z
    .object({ median: z.number().positive(), p99: z.number().positive() })
    .default({ median: 8, p99: 60 }),
  /** Share of requests answered with `errorCode`. */
  errorRate: z.number().min(0).max(1).default(0),
  errorCode: z.number().int().default(500),
  /** Shares of the other requests that are answered neither with success (200) nor with `errorCode`. */
  answers: z.array(z.object({ code: z.number().int(), share: z.number().min(0).max(1) })).default([]),
  /** How the paths begin that it knows; it answers 404 to others. All where it does not say. */
  paths: z.array(z.string()).optional(),
  /** Share of requests during which the connection is reset by the program. */
  resetRate: z.number().min(0).max(1).default(0),
  responseBytes: z.number().default(2500),
  /** Whether a failed call of its own fails the request (500, or 503 passed on). */
  failsWithCalls: z.boolean().default(true),
});

export const behaviour = z.object({
  serves: z.array(port).default([]),
  calls: z.array(call).default([]),
});
export type Behaviour = z.infer<typeof behaviour>;
