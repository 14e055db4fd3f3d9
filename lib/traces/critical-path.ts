import type { TreeSpan } from './span-tree.ts';

/**
 * The spans that the end of a trace waited for: from a root backwards, of what it called the one that ended last, then the one
 * that had ended last before that one began, and so on down. Faster, they would have made the whole faster.
 */
export function criticalPath(root: TreeSpan): ReadonlySet<TreeSpan> {
  const found = new Set<TreeSpan>();
  const stack = [{ node: root, until: endOf(root) }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    found.add(next.node);
    let until = Math.min(next.until, endOf(next.node));
    for (const child of [...next.node.children].sort((a, b) => endOf(b) - endOf(a))) {
      if (endOf(child) > until + tolerance || child.start >= until) continue;
      stack.push({ node: child, until });
      until = child.start;
    }
  }
  return found;
}

/** Milliseconds by which the two ends of a call may be stamped apart. */
const tolerance = 1;

const endOf = ({ start, span }: TreeSpan): number => start + span.duration;
