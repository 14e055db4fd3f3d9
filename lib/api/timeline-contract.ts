import { z } from 'zod';
import { seconds } from '#lib/core/units.ts';
import { reporter } from '#lib/graph/model.ts';
import { timelinePoint } from '#lib/graph/timeline.ts';

/** GET /api/v1/timeline?span=SECONDS[&end=EPOCH][&namespaces=a,b]: requests and errors of the mesh over time. */
export const timelineResponse = z.object({
  step: seconds,
  /** Each point tells of this many seconds before it. */
  rateWindow: seconds,
  /** Whose reports are summed; null where there are none. */
  reporter: reporter.nullable(),
  /** In order of time, a step apart. */
  points: z.array(timelinePoint),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type TimelineResponse = z.infer<typeof timelineResponse>;
