import { z } from 'zod';
import { layoutEngines } from '#lib/layout/choose-engine.ts';
import type { Positions } from '#lib/layout/layout-graph.ts';

/** What the page asks of the layout worker. */
export const layoutRequest = z.object({
  id: z.number(),
  engine: z.enum(layoutEngines),
  graph: z.object({
    nodes: z.array(
      z.object({ id: z.string(), boxes: z.array(z.string()), width: z.number(), height: z.number() }),
    ),
    edges: z.array(z.object({ id: z.string(), source: z.string(), target: z.string() })),
  }),
});

/** What it answers. */
export interface LayoutAnswer {
  readonly id: number;
  readonly positions?: Positions;
  readonly error?: string;
}
