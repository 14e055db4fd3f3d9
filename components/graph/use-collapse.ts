'use client';
import { useMemo, useRef } from 'react';
import { boxesOf, boxKindOf } from '#lib/graph/boxes.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { BoxKind } from '#lib/url/drawing-codec.ts';
import { closable, nodeBudget } from './scene/collapse.ts';

/** A box that can be closed to one node, and how many nodes it holds. */
export interface ClosableBox {
  readonly box: string;
  readonly nodes: number;
}

export interface CollapseState {
  /** Every namespace on the graph, then what else has boxes and holds more than one node. */
  readonly boxes: readonly ClosableBox[];
  readonly isCollapsed: (box: string) => boolean;
  readonly toggle: (box: string) => void;
}

interface Toggled {
  readonly expanded: readonly string[];
  readonly collapsed: readonly string[];
  /** What boxes are drawn round. */
  readonly boxes: readonly BoxKind[];
}

/**
 * Which boxes are drawn as one node. Above the budget all namespaces start so; the first graph of a view decides, so that a
 * mesh near the budget does not flip. What the person opens or closes is kept in the link.
 */
export function useCollapse(
  graph: TrafficGraph | null,
  view: string,
  toggled: Toggled,
  onToggled: (next: Pick<Toggled, 'expanded' | 'collapsed'>) => void,
): CollapseState {
  const decided = useRef<{ view: string; large: boolean } | null>(null);
  if (graph && decided.current?.view !== view) {
    decided.current = { view, large: graph.nodes.length > nodeBudget };
  }
  const large = decided.current?.large ?? false;
  const { expanded, collapsed, boxes: kinds } = toggled;
  return useMemo(() => {
    const startsClosed = (box: string) => large && boxKindOf(box) === 'namespace';
    return {
      boxes: graph ? closableBoxes(graph, kinds) : [],
      isCollapsed: (box) => (startsClosed(box) ? !expanded.includes(box) : collapsed.includes(box)),
      toggle: (box) => {
        const flip = (list: readonly string[]) =>
          list.includes(box) ? list.filter((b) => b !== box) : [...list, box].sort();
        onToggled(
          startsClosed(box)
            ? { expanded: flip(expanded), collapsed }
            : { expanded, collapsed: flip(collapsed) },
        );
      },
    };
  }, [graph, large, expanded, collapsed, kinds, onToggled]);
}

function closableBoxes(graph: TrafficGraph, kinds: readonly BoxKind[]): readonly ClosableBox[] {
  const counts = new Map<string, number>();
  for (const node of graph.nodes)
    for (const box of boxesOf(node, closable(kinds))) counts.set(box, (counts.get(box) ?? 0) + 1);
  return [...counts]
    .filter(([box, nodes]) => nodes > 1 || boxKindOf(box) === 'namespace')
    .map(([box, nodes]) => ({ box, nodes }))
    .sort((a, b) => a.box.localeCompare(b.box));
}
