'use client';
import { useRef } from 'react';
import { useShownGraph } from '#components/data/use-graph-asked.ts';
import type { ShownGraph } from '#lib/url/asked-graph.ts';
import type { BoxKind } from '#lib/url/drawing-codec.ts';

/** Names what is looked at: positions are kept by it, so each type of graph has its own. */
export function viewName({ asked, namespaces, services }: ShownGraph): string {
  const type = asked.graph === 'mesh' ? '' : ` graph ${asked.graph}`;
  return `${namespaces.join(',')}${services ? ' services' : ''}${type}`;
}

/** Adds to the name of a view what boxes are drawn: with others its nodes lie otherwise. */
export const boxesName = (boxes: readonly BoxKind[]): string =>
  boxes.length === 1 && boxes[0] === 'namespace' ? '' : ` boxes ${boxes.join(',')}`;

/** The name of what is on the screen; while the graph before still stands there (`previous`), of that one. */
export function useViewName(previous: boolean): string {
  const asked = viewName(useShownGraph());
  const shown = useRef(asked);
  if (!previous) shown.current = asked;
  return shown.current;
}
