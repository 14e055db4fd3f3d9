import { z } from 'zod';
import { edgeId } from '#lib/core/ids.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { changeStep } from '#lib/edit/change-plan.ts';
import { causeCodes } from './catalogue.ts';
import { check } from './check.ts';
import { symptom } from './symptom.ts';

/**
 * How sure a cause is.
 * - `certain`: every decisive check holds;
 * - `likely`: some hold, the others could not be made;
 * - `possible`: nothing decisive could be seen for it, nothing speaks against it;
 * - `ruled-out`: a decisive check speaks against it.
 */
export const confidence = z.enum(['certain', 'likely', 'possible', 'ruled-out']);
export type Confidence = z.infer<typeof confidence>;

export const causeFound = z.object({
  code: z.enum(causeCodes),
  confidence,
  checks: z.array(check),
  culprit: z.object({ object: objectRef, path: z.string() }).nullable(),
  args: z.record(z.string(), z.string()),
  /** Requests of the window that it explains. */
  explains: z.number(),
  fix: z.array(changeStep).nullable(),
  /** Whether it lies in an object that the viewer may not read. */
  covered: z.boolean(),
});
export type CauseFound = z.infer<typeof causeFound>;

/** One symptom of an edge, and the causes that were looked at: the most probable first, those ruled out last. */
export const diagnosis = z.object({
  edge: edgeId,
  symptom,
  causes: z.array(causeFound),
  /** Whether the first cause is certain or likely; without, the answer is where to look. */
  told: z.boolean(),
});
export type Diagnosis = z.infer<typeof diagnosis>;
