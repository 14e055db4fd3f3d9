import { z } from 'zod';

const named = z.object({ type: z.string().default('Exact'), name: z.string(), value: z.string() });

/** A match of a rule of an HTTPRoute or GRPCRoute, with the defaults that the Gateway API gives what is not written. */
export const k8sRouteMatch = z.object({
  path: z.object({ type: z.string().default('PathPrefix'), value: z.string().default('/') }).optional(),
  headers: z.array(named).default([]),
  queryParams: z.array(named).default([]),
  /** HTTPRoute writes a verb, GRPCRoute a service and method. */
  method: z
    .union([
      z.string(),
      z.object({
        type: z.string().default('Exact'),
        service: z.string().optional(),
        method: z.string().optional(),
      }),
    ])
    .optional(),
});
export type K8sRouteMatch = z.infer<typeof k8sRouteMatch>;
