import { z } from 'zod';

/** What the configuration says of a node, for operands that the graph alone cannot answer. */
export const nodeFacts = z.object({
  /** Of its pods, or of its Service or ServiceEntry; of an application those that all its workloads share. */
  labels: z.record(z.string(), z.string()),
  /** SPIFFE identities by the service accounts of its pods; empty for what runs none. */
  principals: z.array(z.string()),
  circuitBreaker: z.boolean(),
  virtualService: z.boolean(),
  faultInjection: z.boolean(),
  mirroring: z.boolean(),
  requestRouting: z.boolean(),
  requestTimeout: z.boolean(),
  trafficShifting: z.boolean(),
  tcpTrafficShifting: z.boolean(),
});
export type NodeFacts = z.infer<typeof nodeFacts>;
