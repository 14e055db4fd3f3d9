'use client';
import { useRef } from 'react';
import { useShownGraph } from '#components/data/use-graph-asked.ts';
import type { ShownGraph } from '#lib/url/asked-graph.ts';

/** Names what is looked at: positions are kept by it, so each type of graph has its own. */
export function viewName({ asked, namespaces, services }: ShownGraph): string {
  const type = asked.graph === 'mesh' ? '' : ` graph ${asked.graph}`;
  return `${namespaces.join(',')}${services ? ' services' : ''}${type}`;
}

/** The name of what is on the screen; while the graph before still stands there (`previous`), of that one. */
export function useViewName(previous: boolean): string {
  const asked = viewName(useShownGraph());
  const shown = useRef(asked);
  if (!previous) shown.current = asked;
  return shown.current;
}
