import type { Context } from '../context.ts';
import { baselinesOf } from './baselines.ts';
import { fullGraph, type GraphContext } from './full-graph.ts';
import { observedWindow } from './observed-findings.ts';
import { lookedAt, noteProblems } from './problem-memory.ts';
import { problemsIn } from './problems.ts';

/** So often, in seconds, it is looked for what is wrong when nobody has that page open, which does it each time. */
const pause = 30;

/** Remembers what is wrong also while nobody looks: when each problem began and ended, and how many there are. Returns its own undo. */
export function watchIncidents(ctx: GraphContext & Pick<Context, 'log' | 'notes'>): () => void {
  return ctx.prom.listen(observedWindow, ({ at }) => {
    const last = lookedAt(ctx);
    if (last !== null && at - last < pause) return;
    look(ctx).catch((error: unknown) => {
      if (!ctx.signal.aborted) ctx.log.warn({ err: error }, 'it was not looked for what is wrong');
    });
  });
}

async function look(ctx: GraphContext & Pick<Context, 'notes'>): Promise<void> {
  const full = await fullGraph(ctx, { window: observedWindow, at: null });
  const problems = await problemsIn(ctx, full);
  const { missing } = await baselinesOf(ctx, full);
  await noteProblems(ctx, full, problems, missing.length > 0);
}
