'use client';
import { useMemo, useRef } from 'react';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { boxOf, nodeBudget } from './scene/collapse.ts';

export interface CollapseState {
  /** Every namespace on the graph, by its box. */
  readonly boxes: readonly { readonly box: string; readonly nodes: number }[];
  readonly isCollapsed: (box: string) => boolean;
  readonly toggle: (box: string) => void;
}

interface Toggled {
  readonly expanded: readonly string[];
  readonly collapsed: readonly string[];
}

/**
 * Which namespaces are drawn as one node. Above the budget all start so; the first graph of a view decides, so that a mesh
 * near the budget does not flip. What the person opens or closes is kept in the link.
 */
export function useCollapse(
  graph: TrafficGraph | null,
  view: string,
  toggled: Toggled,
  onToggled: (next: Toggled) => void,
): CollapseState {
  const decided = useRef<{ view: string; large: boolean } | null>(null);
  if (graph && decided.current?.view !== view) {
    decided.current = { view, large: graph.nodes.length > nodeBudget };
  }
  const large = decided.current?.large ?? false;
  const { expanded, collapsed } = toggled;
  return useMemo(() => {
    const isCollapsed = (box: string) => (large ? !expanded.includes(box) : collapsed.includes(box));
    const counts = Map.groupBy(graph?.nodes ?? [], (node) => boxOf(node) ?? '');
    counts.delete('');
    return {
      boxes: [...counts]
        .map(([box, nodes]) => ({ box, nodes: nodes.length }))
        .sort((a, b) => a.box.localeCompare(b.box)),
      isCollapsed,
      toggle: (box) => {
        const flip = (list: readonly string[]) =>
          list.includes(box) ? list.filter((b) => b !== box) : [...list, box].sort();
        onToggled(large ? { expanded: flip(expanded), collapsed } : { expanded, collapsed: flip(collapsed) });
      },
    };
  }, [graph, large, expanded, collapsed, onToggled]);
}
