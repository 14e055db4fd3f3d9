import { seconds } from '#lib/core/units.ts';
import type { Context } from '../context.ts';
import { fullGraph, type GraphContext } from './full-graph.ts';
import { observedAt, observedWindow } from './observed-findings.ts';

/** So often traffic is held against the configuration when nobody has a graph open, which does it each time. */
const pause = seconds.parse(60);

/** Keeps the findings of traffic fresh also while nobody looks, so that each is dated by when it came. Returns its own undo. */
export function watchObserved(ctx: GraphContext & Pick<Context, 'log'>): () => void {
  return ctx.prom.listen(observedWindow, ({ at }) => {
    const last = observedAt(ctx);
    if (last !== null && at - last < pause) return;
    fullGraph(ctx, { window: observedWindow, at: null }).catch((error: unknown) => {
      if (!ctx.signal.aborted) ctx.log.warn({ err: error }, 'traffic was not held against the configuration');
    });
  });
}
