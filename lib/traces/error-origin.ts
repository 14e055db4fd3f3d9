import { proxyFacts } from './envoy-tags.ts';
import { type SpanTree, type TreeSpan, walk } from './span-tree.ts';

/**
 * The span at which a trace failed first: from the outermost failed span down, at each step to the failed call that ended first,
 * until none below failed. A callee whose caller hung up did not fail first: who gave up did. Calls that failed without failing
 * who made them are not what the trace failed by. Null: nothing failed.
 */
export function errorOrigin({ roots }: Pick<SpanTree, 'roots'>): TreeSpan | null {
  let at = outermost(roots);
  while (at !== null) {
    const next = earliest(at.children.filter((child) => child.span.failed && !wasHungUpOn(child)));
    if (next === null) return at;
    at = next;
  }
  return null;
}

/** Whether the other side went away: Envoy's flags for a downstream connection or stream that ended. */
export const wasHungUpOn = ({ span }: Pick<TreeSpan, 'span'>): boolean =>
  proxyFacts(span).flags.some((flag) => flag === 'DC' || flag === 'DR');

function outermost(roots: readonly TreeSpan[]): TreeSpan | null {
  let found: TreeSpan | null = null;
  for (const each of walk(roots)) {
    if (each.span.failed && (found === null || each.depth < found.depth)) found = each;
  }
  return found;
}

function earliest(spans: readonly TreeSpan[]): TreeSpan | null {
  const end = ({ start, span }: TreeSpan) => start + span.duration;
  return spans.reduce<TreeSpan | null>(
    (first, each) => (first === null || end(each) < end(first) ? each : first),
    null,
  );
}
