import { z } from 'zod';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { causeFound, diagnosis } from '#lib/diagnosis/diagnosis.ts';

/** GET /api/v1/diagnosis?edge=EDGE&window=SECONDS[&at=EPOCH]: what is wrong on an edge and why, with what speaks for it and against it. */
export const diagnosisResponse = z.object({
  at: epochSeconds,
  window: seconds,
  /** Whether the traffic is that of now: configuration always is, so of an earlier moment it may have been another. */
  live: z.boolean(),
  /** One for each symptom, the worst first; empty where nothing shows. */
  diagnoses: z.array(diagnosis),
  /** Whether its errors have ended, though the window still holds some. */
  over: z.boolean(),
  /** Whose errors they are: one pod, node, zone, version or caller, or all; null where there are none to tell apart. */
  concentration: z.string().nullable(),
  /** What is wrong with the control plane, whatever this edge shows. */
  controlPlane: z.array(causeFound),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type DiagnosisResponse = z.infer<typeof diagnosisResponse>;
