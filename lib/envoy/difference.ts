import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';

/** A place where what a proxy does is not what the snapshot declares, or will soon not be. */
export const difference = z.object({
  code: z.enum([
    'endpoint-lacking',
    'endpoint-gone',
    'host-ejected',
    'subset-lacking',
    'weight-differs',
    'route-of-nothing',
    'certificate-expired',
    'certificate-near',
    'not-synced',
    'not-live',
  ]),
  level: z.enum(['fail', 'warn']),
  /** One sentence. */
  says: z.string(),
  /** Whose declaration it is; null where no object decides. */
  object: objectRef.nullable(),
  /** Where in the object; empty for all of it. */
  path: z.string(),
});
export type Difference = z.infer<typeof difference>;
