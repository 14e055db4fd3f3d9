import type { EdgeId } from '#lib/core/ids.ts';
import { criticalPath } from '#lib/traces/critical-path.ts';
import { errorOrigin } from '#lib/traces/error-origin.ts';
import type { SeenSpan } from '#lib/traces/seen-trace.ts';
import { type SpanTree, spanTree, type TreeSpan } from '#lib/traces/span-tree.ts';
import type { Span } from '#lib/traces/trace.ts';

/** A trace as the page shows it. */
export interface TraceReading {
  readonly tree: SpanTree;
  /** Where it failed first; null where nothing failed. */
  readonly origin: TreeSpan | null;
  /** What the end of it waited for. */
  readonly critical: ReadonlySet<TreeSpan>;
  readonly isOnEdge: (each: TreeSpan) => boolean;
  readonly seen: (each: TreeSpan) => SeenSpan | null;
}

/** Puts the spans of an answer into their tree; `edge` is the one whose spans are marked. */
export function readTrace(spans: readonly SeenSpan[], edge: EdgeId | null): TraceReading {
  const tree = spanTree({ spans });
  const bySpan = new Map<Span, SeenSpan>(spans.map((span) => [span, span]));
  const seen = ({ span }: TreeSpan) => bySpan.get(span) ?? null;
  return {
    tree,
    origin: errorOrigin(tree),
    critical: new Set(tree.roots.flatMap((root) => [...criticalPath(root)])),
    isOnEdge: (each) => edge !== null && seen(each)?.edge === edge,
    seen,
  };
}
