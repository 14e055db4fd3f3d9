'use client';
import { Button } from '#components/ui/button.tsx';
import { CheckRow } from '#components/ui/check-row.tsx';
import { useReducedMotion } from '#components/ui/use-reduced-motion.ts';
import {
  type BoxKind,
  boxKinds,
  type EdgeMode,
  edgeModes,
  type RankBy,
  rankings,
} from '#lib/url/drawing-codec.ts';
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

const boxWords: Record<BoxKind, string> = {
  cluster: 'Clusters',
  namespace: 'Namespaces',
  app: 'Versions of an app',
};

const toggled = (kinds: readonly BoxKind[], kind: BoxKind): readonly BoxKind[] =>
  boxKinds.filter((each) => kinds.includes(each) !== (each === kind));

interface DrawingOptionsProps {
  readonly state: GraphViewState;
  /** The ranking that is shown, which an expression may have asked for. */
  readonly rankBy: RankBy | null;
  readonly onChange: SetGraphView;
}

/** How the graph is drawn, whatever its nodes stand for. */
export function DrawingOptions({ state, rankBy, onChange }: DrawingOptionsProps) {
  const reduced = useReducedMotion();
  return (
    <>
      <fieldset className="mb-2">
        <legend className="px-2 py-1 font-semibold text-muted text-xs">Boxes round</legend>
        <div className="flex flex-wrap px-1">
          {boxKinds.map((kind) => (
            <Button
              key={kind}
              aria-pressed={state.boxes.includes(kind)}
              onClick={() => onChange({ boxes: toggled(state.boxes, kind) })}
            >
              {boxWords[kind]}
            </Button>
          ))}
        </div>
      </fieldset>
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
      <div className="my-2 border-line border-t" />
      <CheckRow
        label="Traffic as moving dots"
        checked={state.animate}
        onChange={() => onChange({ animate: !state.animate })}
      />
      {reduced ? (
        <p className="px-2 text-muted text-xs">Nothing moves: your system asks for reduced motion.</p>
      ) : null}
    </>
  );
}
