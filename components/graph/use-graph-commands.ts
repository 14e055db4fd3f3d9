'use client';
import { useCommands } from '#components/shell/commands.tsx';
import type { GraphDrawn } from './use-graph-drawn.ts';
import type { GraphShown } from './use-graph-shown.ts';
import type { GraphViewState, SetGraphView } from './view-state.ts';

/** What the graph page does by key and from the palette. */
export function useGraphCommands(
  { presences, selection, select, focus }: GraphShown,
  { zoom, fit, relayout }: GraphDrawn,
  state: GraphViewState,
  setState: SetGraphView,
  openFind: () => void,
): void {
  const stepBack = () => {
    if (selection) select(null);
    else if (focus.id) focus.leave();
  };
  const focusOnSelection = () => {
    const edge = presences?.graph.edges.find(({ id }) => id === selection?.id);
    if (edge) focus.focusOn(edge.target);
    else if (selection?.kind === 'node') focus.focusOn(selection.id);
  };
  useCommands([
    { id: 'fit', title: 'Show the whole graph', keys: 'f', run: fit },
    { id: 'relayout', title: 'Lay the graph out again', keys: 'r', run: relayout },
    {
      id: 'list',
      title: state.list ? 'Close the edge list' : 'Open the edge list',
      keys: 'l',
      run: () => setState({ list: !state.list }),
    },
    { id: 'find-hide', title: 'Find and hide on the graph', keys: 'h', run: openFind },
    { id: 'zoom-in', title: 'Zoom in', keys: '+', run: () => zoom(1.3) },
    { id: 'zoom-out', title: 'Zoom out', keys: '-', run: () => zoom(1 / 1.3) },
    ...(selection
      ? [{ id: 'focus', title: 'Focus on what is selected', keys: 'n', run: focusOnSelection }]
      : []),
    { id: 'escape', title: 'Close the inspector, then the focus', keys: 'Escape', run: stepBack },
  ]);
}
