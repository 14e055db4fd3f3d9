import { ExecutionError } from './errors.ts';
import { childrenOf, type Node, type Source, textOf } from './syntax.ts';

/** Label names of `(a, b)`. */
export function groupingLabels(node: Node, source: Source): string[] {
  return childrenOf(node)
    .filter((child) => child.name === 'LabelName' || child.name === 'QuotedLabelName')
    .map((child) => {
      if (child.name === 'QuotedLabelName') {
        throw new ExecutionError('quoted label names are not supported by this query API');
      }
      return textOf(child, source);
    });
}
