import type { parser } from '@prometheus-io/lezer-promql';

/** A node of the grammar's tree. */
export type Node = ReturnType<typeof parser.parse>['topNode'];

export interface Source {
  readonly text: string;
}

export const textOf = (node: Node, source: Source): string => source.text.slice(node.from, node.to);

/** The direct children of a node of the syntax tree. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}
