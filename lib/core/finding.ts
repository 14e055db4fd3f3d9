import { z } from 'zod';
import { objectRef } from './object-ref.ts';

export const findingLevel = z.enum(['error', 'warning', 'info']);
export type FindingLevel = z.infer<typeof findingLevel>;

/** Something wrong with an object. The text is made from the catalogue (`lib/validation/codes.ts`) when it is shown. */
export const finding = z.object({
  code: z.string().regex(/^(IST|WEFT)\d{4}$/),
  level: findingLevel,
  object: objectRef,
  /** Where in the object: `spec.http[0].route[1].destination.subset`. */
  path: z.string(),
  args: z.record(z.string(), z.string()),
});
export type Finding = z.infer<typeof finding>;
