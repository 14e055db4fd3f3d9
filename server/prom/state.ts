import type { SourceState } from '#lib/api/status-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import { epochSeconds } from '#lib/core/units.ts';
import type { Clock } from '../context.ts';
import type { Refresh } from './refresh.ts';

/** The phase of Prometheus as the refreshes show it; listeners hear of changes alone. */
export function createSourceState(clock: Clock) {
  const now = () => epochSeconds.parse(Math.round(clock.now() / 1000));
  const listeners = new Set<() => void>();
  let state: SourceState = { phase: 'starting', since: now(), lastGood: null, reason: null };

  function move(phase: SourceState['phase'], reason: string | null, good: boolean): void {
    const changed = state.phase !== phase || state.reason !== reason;
    state = {
      phase,
      since: state.phase === phase ? state.since : now(),
      lastGood: good ? now() : state.lastGood,
      reason,
    };
    if (changed) for (const listener of listeners) listener();
  }

  return {
    now: (): SourceState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** A refresh of which a part came is live, with the reason of what is missing. */
    record({ failed, missing, costs }: Refresh): void {
      if (failed !== null) {
        const reason = isWeftError(failed) ? failed.message : 'The refresh failed.';
        move(state.lastGood === null ? 'failing' : 'stale', reason, false);
        return;
      }
      const part = `${missing.length} of ${costs.length} queries failed: ${missing[0]?.reason ?? ''}`;
      move('live', missing.length === 0 ? null : part, true);
    },
  };
}
