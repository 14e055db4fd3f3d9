import type { TreeSpan } from './span-tree.ts';

/** Milliseconds of a span during which none of those that it called ran: what it took itself. */
export function ownTime({ start, span, children }: TreeSpan): number {
  const end = start + span.duration;
  let covered = 0;
  let reached = start;
  for (const child of children) {
    const from = Math.max(child.start, reached);
    const to = Math.min(child.start + child.span.duration, end);
    if (to <= from) continue;
    covered += to - from;
    reached = to;
  }
  return Math.max(0, span.duration - covered);
}
