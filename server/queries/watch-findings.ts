import type { Context } from '../context.ts';
import { knownFindings } from './findings.ts';

/** So long after a change, in milliseconds, findings are looked at when nobody else did: many changes are one look. */
const pause = 5000;

/**
 * Looks for findings after changes also while nobody has a page open, so that each is dated by when it came and not by when
 * somebody asked. Returns its own undo.
 */
export function watchFindings(
  { kube, clock, silences }: Pick<Context, 'kube' | 'clock' | 'silences'>,
  signal: AbortSignal,
): () => void {
  let waits = false;
  return kube.subscribe(() => {
    if (waits) return;
    waits = true;
    void clock.after(pause, signal).then(() => {
      waits = false;
      if (!signal.aborted) knownFindings({ kube, clock, silences }, kube.snapshot());
    });
  });
}
