import { z } from 'zod';
import { objectRef } from './object-ref.ts';

export const findingLevel = z.enum(['error', 'warning', 'info']);
export type FindingLevel = z.infer<typeof findingLevel>;

/** Why a finding is not shown unless asked for: an annotation of its object, or a setting. `as` is the annotation's key, or the setting as it was written. */
const suppression = z.object({ by: z.enum(['annotation', 'setting']), as: z.string() });
export type Suppression = z.infer<typeof suppression>;

/** Something wrong with an object. The text is made from the catalogue (`lib/validation/codes.ts`) when it is shown. */
export const finding = z.object({
  code: z.string().regex(/^(IST|WEFT)\d{4}$/),
  level: findingLevel,
  object: objectRef,
  /** Where in the object: `spec.http[0].route[1].destination.subset`. */
  path: z.string(),
  args: z.record(z.string(), z.string()),
  /** Absent where nobody asked for silence. */
  suppressed: suppression.optional(),
});
export type Finding = z.infer<typeof finding>;
