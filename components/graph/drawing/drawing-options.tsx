'use client';
import { type EdgeMode, edgeModes } from '#lib/url/drawing-codec.ts';
import type { GraphViewState, SetGraphView } from '../view-state.ts';
import { Choice } from './choice.tsx';

const edgeWords: Record<EdgeMode, string> = { all: 'All', unhealthy: 'Failing and degraded', none: 'None' };

interface DrawingOptionsProps {
  readonly state: GraphViewState;
  readonly onChange: SetGraphView;
}

/** How the graph is drawn, whatever its nodes stand for. */
export function DrawingOptions({ state, onChange }: DrawingOptionsProps) {
  return (
    <Choice
      label="Edges drawn"
      values={edgeModes}
      words={edgeWords}
      chosen={state.edges}
      onChoose={(edges) => onChange({ edges })}
    />
  );
}
