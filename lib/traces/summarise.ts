import { errorOrigin } from './error-origin.ts';
import { type SpanTree, walk } from './span-tree.ts';
import { originText } from './trace-text.ts';

/** What a list says of one trace. */
export interface TraceSummary {
  /** Unix milliseconds, and milliseconds. */
  readonly start: number;
  readonly duration: number;
  readonly spans: number;
  readonly failed: number;
  /** In the order in which the request came to them; what may not be named is left out. */
  readonly services: readonly string[];
  readonly root: { readonly service: string; readonly operation: string } | null;
  /** Where it failed first, in words; null where nothing failed. */
  readonly origin: string | null;
}

/** A trace in short. */
export function summarise(tree: SpanTree): TraceSummary {
  const spans = [...walk(tree.roots)];
  const [first] = tree.roots;
  const origin = errorOrigin(tree);
  return {
    start: tree.start,
    duration: tree.end - tree.start,
    spans: spans.length,
    failed: spans.filter(({ span }) => span.failed).length,
    services: [...new Set(spans.map(({ span }) => span.service).filter((name) => name !== ''))],
    root: first === undefined ? null : { service: first.span.service, operation: first.span.operation },
    origin: origin === null ? null : originText(origin),
  };
}
