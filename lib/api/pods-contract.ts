import { z } from 'zod';
import { nodeId } from '#lib/core/ids.ts';
import { podReport } from '#lib/mesh/pod-report.ts';

/** GET /api/v1/pods: the pods behind a node of the graph, those that are not ready first. */
export const podsResponse = z.object({
  node: z.object({
    id: nodeId,
    kind: z.string(),
    namespace: z.string().nullable(),
    name: z.string(),
  }),
  pods: z.array(podReport),
  /** Pods beside those that are told. */
  more: z.number(),
  /** What could not be read of them, and why. */
  missing: z.array(z.object({ what: z.string(), reason: z.string() })),
});
export type PodsResponse = z.infer<typeof podsResponse>;
