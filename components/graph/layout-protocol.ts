import { z } from 'zod';
import { layoutEngines } from '#lib/layout/choose-engine.ts';

/** What the page asks of the layout worker. */
export const layoutRequest = z.object({
  id: z.number(),
  engine: z.enum(layoutEngines),
  graph: z.object({
    nodes: z.array(
      z.object({ id: z.string(), box: z.string().nullable(), width: z.number(), height: z.number() }),
    ),
    edges: z.array(z.object({ id: z.string(), source: z.string(), target: z.string() })),
  }),
});

/** What it answers. The engine also sends messages of its own, without an id. */
export const layoutAnswer = z.object({
  id: z.number(),
  positions: z.record(z.string(), z.object({ x: z.number(), y: z.number() })).optional(),
  error: z.string().optional(),
});
