import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';

/** An object that governs an edge or node: why it does, and the field that decides. */
export const governing = z.object({
  object: objectRef,
  role: z.enum([
    'route',
    'destination-rule',
    'peer-authentication',
    'authorization-policy',
    'request-authentication',
    'sidecar',
    'service-entry',
    'gateway',
    'service',
    'workload',
  ]),
  /** The deciding field, such as `spec.http[0]`, and what it says in a few words. */
  path: z.string(),
  says: z.string(),
});
export type Governing = z.infer<typeof governing>;
