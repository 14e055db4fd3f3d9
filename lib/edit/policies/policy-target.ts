import { z } from 'zod';

/** What a traffic policy is for: a service, or a subset of it, on all ports or on one. */
export const policyTarget = z.object({
  service: z.object({ namespace: z.string(), name: z.string() }),
  subset: z.string().nullable(),
  /** The Service's port. */
  port: z.number().int().nullable(),
  /** The namespace whose callers are meant; the service's own where it is left out. */
  caller: z.string().optional(),
});
export type PolicyTarget = z.infer<typeof policyTarget>;
