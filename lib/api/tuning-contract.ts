import { z } from 'zod';
import { clusterId } from '#lib/core/ids.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { changePlan } from '#lib/edit/change-plan.ts';
import { intent } from '#lib/edit/tuning/intent.ts';
import { tuning } from '#lib/edit/tuning/tuning.ts';

/** GET /api/v1/tuning?cluster=&namespace=&name=[&subset=]: how the traffic of a service is handled. */
export const tuningResponse = tuning;
export type TuningResponse = z.infer<typeof tuningResponse>;

/** POST /api/v1/propose: the plan by which an intent is reached, and what comes of it. Nothing is written. */
export const proposeRequest = z.object({ cluster: clusterId, intent });
export type ProposeRequest = z.infer<typeof proposeRequest>;
export const proposeResponse = z.object({ plan: changePlan, says: z.string() });
export type ProposeResponse = z.infer<typeof proposeResponse>;

const part = { percent: z.number() };

/** GET /api/v1/faults: the faults that routes of the mesh inject now, the oldest first. */
export const faultsResponse = z.object({
  faults: z.array(
    z.object({
      object: objectRef,
      rule: z.string(),
      matches: z.array(z.string()),
      /** Full names. */
      hosts: z.array(z.string()),
      delay: z.object({ ms: z.number(), ...part }).nullable(),
      abort: z.object({ status: z.string(), ...part }).nullable(),
      since: epochSeconds.nullable(),
      /** When somebody wanted to be reminded of it. */
      until: epochSeconds.nullable(),
    }),
  ),
});
export type FaultsResponse = z.infer<typeof faultsResponse>;

/** GET /api/v1/template?kind=&namespace=[&cluster=]: what a new object of a kind starts as. */
export const templateResponse = z.object({ cluster: clusterId, yaml: z.string() });
export type TemplateResponse = z.infer<typeof templateResponse>;
