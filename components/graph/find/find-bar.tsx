'use client';
import { ChevronDown, ChevronUp, CircleHelp, X } from 'lucide-react';
import { useState } from 'react';
import { Floating } from '#components/ui/floating.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { plural } from '#lib/format/ellipsis.ts';
import type { Match } from '#lib/graph/find/match.ts';
import { findPresets, hidePresets } from '#lib/graph/find/presets.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { LayersState } from '../layers/use-layers.ts';
import type { FoundElement } from '../scene/found.ts';
import { ExpressionField } from './expression-field.tsx';
import { FindHelp } from './find-help.tsx';
import type { FindState, FindTexts } from './use-find.ts';

interface FindBarProps extends FindTexts {
  readonly graph: TrafficGraph;
  readonly state: FindState;
  /** Some operands ask for what the configuration says. */
  readonly layers: Pick<LayersState, 'facts' | 'askFacts' | 'answer'>;
  /** What is found, as it is drawn. */
  readonly elements: readonly FoundElement[];
  readonly onChange: (texts: Partial<FindTexts>) => void;
  /** Brings a found element into sight. */
  readonly onShow: (element: FoundElement) => void;
  readonly onClose: () => void;
  /** Whether a person has just opened it, rather than a link. */
  readonly asked: boolean;
}

const counts = ({ nodes, edges }: Match): string =>
  `${plural(nodes.length, 'node')}, ${plural(edges.length, 'edge')}`;

/** Find marks what an expression is true of and lets the rest step back; hide takes it away. */
export function FindBar({
  graph,
  state,
  layers,
  elements,
  find,
  hide,
  onChange,
  onShow,
  onClose,
  asked,
}: FindBarProps) {
  const [at, setAt] = useState(-1);
  const step = (by: number) => {
    if (elements.length === 0) return;
    const next = (Math.max(at, by < 0 ? 0 : -1) + by + elements.length) % elements.length;
    const element = elements[next];
    setAt(next);
    if (element) onShow(element);
  };
  const { found, hidden } = state;
  return (
    <search
      aria-label="Find and hide on the graph"
      className="w-152 max-w-full space-y-1.5 rounded-md border border-line bg-surface p-2 shadow-float"
    >
      <div className="flex items-start gap-1">
        <ExpressionField
          label="Find"
          placeholder="such as %error > 5 and ns = shop"
          value={find}
          first={asked}
          presets={findPresets}
          graph={graph}
          layers={layers}
          onChange={(text) => {
            setAt(-1);
            onChange({ find: text });
          }}
          onEnter={(backwards) => step(backwards ? -1 : 1)}
        >
          <Count match={found} />
          <IconButton
            icon={ChevronUp}
            label="Previous match"
            keys="⇧ Enter"
            disabled={elements.length === 0}
            onClick={() => step(-1)}
          />
          <IconButton
            icon={ChevronDown}
            label="Next match"
            keys="Enter"
            disabled={elements.length === 0}
            onClick={() => step(1)}
          />
        </ExpressionField>
        <Floating
          label="How expressions are written"
          align="end"
          className="w-[min(34rem,90vw)] p-4"
          trigger={<IconButton icon={CircleHelp} label="How expressions are written" />}
        >
          <FindHelp />
        </Floating>
        <IconButton icon={X} label="Close find and hide" onClick={onClose} />
      </div>
      <div className="flex items-start gap-1 pr-16">
        <ExpressionField
          label="Hide"
          placeholder="such as healthy"
          value={hide}
          presets={hidePresets}
          graph={graph}
          layers={layers}
          onChange={(text) => onChange({ hide: text })}
        >
          <Count match={hidden} />
          {/* As wide as the steps above it: the two fields end at one line. */}
          <span className="w-16 shrink-0" />
        </ExpressionField>
      </div>
      <Notes notes={[...(found?.notes ?? []), ...(hidden?.notes ?? [])]} />
      <FactsNote answer={layers.answer} />
      {state.failingHidden > 0 ? (
        <p className="text-warn text-xs">{plural(state.failingHidden, 'failing edge')} hidden.</p>
      ) : null}
      <p className="sr-only" aria-live="polite">
        {found ? `Found ${counts(found)}.` : ''} {hidden ? `Hidden ${counts(hidden)}.` : ''}
      </p>
    </search>
  );
}

function Count({ match }: { match: Match | null }) {
  if (match === null) return <span className="w-32 shrink-0" />;
  return (
    <span
      className="tabular w-32 shrink-0 truncate text-muted text-xs"
      title={`${counts(match)}, of ${plural(match.ofNodes, 'node')} and ${plural(match.ofEdges, 'edge')}`}
    >
      {counts(match)}
    </span>
  );
}

/** Why what the configuration says is not there yet, or not to be had. */
function FactsNote({ answer }: Pick<LayersState, 'answer'>) {
  if (answer?.state === 'loading') return <p className="text-muted text-xs">It is being read.</p>;
  if (answer?.state === 'failed') return <p className="text-fail text-xs">{answer.error.message}</p>;
  return null;
}

function Notes({ notes }: { notes: readonly string[] }) {
  return [...new Set(notes)].map((note) => (
    <p key={note} className="text-muted text-xs">
      {note}
    </p>
  ));
}
