'use client';
import { type EdgeMode, edgeModes, type RankBy, rankings } from '#lib/url/drawing-codec.ts';
import type { GraphViewState, SetGraphView } from '../view-state.ts';
import { Choice } from './choice.tsx';

const edgeWords: Record<EdgeMode, string> = { all: 'All', unhealthy: 'Failing and degraded', none: 'None' };

const rankWords: Record<RankBy | 'none', string> = {
  none: 'None',
  inbound: 'Edges in',
  outbound: 'Edges out',
  edges: 'All edges',
  rate: 'Requests in',
};

interface DrawingOptionsProps {
  readonly state: GraphViewState;
  /** The ranking that is shown, which an expression may have asked for. */
  readonly rankBy: RankBy | null;
  readonly onChange: SetGraphView;
}

/** How the graph is drawn, whatever its nodes stand for. */
export function DrawingOptions({ state, rankBy, onChange }: DrawingOptionsProps) {
  return (
    <>
      <Choice
        label="Edges drawn"
        values={edgeModes}
        words={edgeWords}
        chosen={state.edges}
        onChoose={(edges) => onChange({ edges })}
      />
      <Choice
        label="Rank of nodes by"
        values={['none', ...rankings]}
        words={rankWords}
        chosen={rankBy ?? 'none'}
        onChoose={(by) => onChange({ rank: by === 'none' ? null : by })}
      >
        {state.rank === null && rankBy !== null ? 'Shown because an expression asks for it.' : null}
      </Choice>
    </>
  );
}
