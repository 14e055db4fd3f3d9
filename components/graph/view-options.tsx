'use client';
import { Layers2, Search, SlidersHorizontal } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CheckRow } from '#components/ui/check-row.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { boxKindOf, boxName } from '#lib/graph/boxes.ts';
import type { AskedGraph } from '#lib/url/asked-graph.ts';
import { type BoxKind, boxKinds } from '#lib/url/drawing-codec.ts';
import type { EdgeLabel } from '#lib/url/graph-codec.ts';
import { GraphTypes, ViewParts } from './graph-types.tsx';
import type { CollapseState } from './use-collapse.ts';

const EdgeLabelChoices = lazy(() =>
  import('./edge-label-choices.tsx').then((module) => ({ default: module.EdgeLabelChoices })),
);

const TrafficChoices = lazy(() =>
  import('./traffic-choices.tsx').then((module) => ({ default: module.TrafficChoices })),
);

interface ViewOptionsProps {
  readonly labels: readonly EdgeLabel[];
  readonly onLabels: (labels: readonly EdgeLabel[]) => void;
  readonly services: boolean;
  readonly onServices: (shown: boolean) => void;
  readonly asked: AskedGraph;
  readonly onAsked: (change: Partial<AskedGraph>) => void;
  readonly collapse: CollapseState;
  /** How it is drawn. */
  readonly drawing: ReactNode;
  /** Opens find and hide; null while it is open. */
  readonly onFind: (() => void) | null;
}

/** What the graph shows: what its nodes stand for, what its edges carry, service nodes, and which namespaces are opened. */
export function ViewOptions({
  labels,
  onLabels,
  services,
  onServices,
  asked,
  onAsked,
  collapse,
  drawing,
  onFind,
}: ViewOptionsProps) {
  const namespaces = collapse.boxes.filter(({ box }) => boxKindOf(box) === 'namespace');
  const opened = namespaces.filter(({ box }) => !collapse.isCollapsed(box)).length;
  return (
    <div className="flex gap-1 rounded-md border border-line bg-surface p-0.5 shadow-float">
      <Floating
        label="View"
        className="w-[min(36rem,94vw)] p-2"
        trigger={
          <Button>
            <SlidersHorizontal size={14} strokeWidth={1.75} aria-hidden /> View
          </Button>
        }
      >
        <div className="sm:grid sm:grid-cols-2 sm:divide-x sm:divide-line">
          <div className="sm:pr-2">
            <GraphTypes asked={asked} onAsked={onAsked} />
            <div className="my-2 border-line border-t" />
            {asked.graph === 'service' ? null : (
              <CheckRow label="Services as nodes" checked={services} onChange={() => onServices(!services)} />
            )}
            <ViewParts asked={asked} onAsked={onAsked} />
            {asked.graph === 'mesh' ? null : (
              <Suspense>
                <div className="my-2 border-line border-t" />
                <TrafficChoices asked={asked} onAsked={onAsked} />
              </Suspense>
            )}
          </div>
          <div className="sm:pl-2">
            <div className="px-2 py-1 font-semibold text-muted text-xs">Edges carry</div>
            <Suspense>
              <EdgeLabelChoices labels={labels} onLabels={onLabels} />
              <div className="my-2 border-line border-t" />
              {drawing}
            </Suspense>
          </div>
        </div>
      </Floating>
      <Floating
        label="Open namespaces"
        className="w-64 p-2"
        trigger={
          <Button>
            <Layers2 size={14} strokeWidth={1.75} aria-hidden /> {opened} of {namespaces.length} open
          </Button>
        }
      >
        <p className="px-2 pb-1 text-muted text-xs">
          A closed namespace is one node; the ends of failing edges stay in sight. Double-click does the same.
        </p>
        {boxKinds.map((kind) => (
          <Closings key={kind} kind={kind} collapse={collapse} />
        ))}
      </Floating>
      {onFind ? (
        <Button onClick={onFind}>
          <Search size={14} strokeWidth={1.75} aria-hidden /> Find and hide
        </Button>
      ) : null}
    </div>
  );
}

const headings = { cluster: 'Clusters', namespace: 'Namespaces', app: 'Applications' } as const;

/** The boxes of a kind, open or closed. Namespaces alone need no heading. */
function Closings({ kind, collapse }: { kind: BoxKind; collapse: CollapseState }) {
  const boxes = collapse.boxes.filter(({ box }) => boxKindOf(box) === kind);
  const alone = boxes.length === collapse.boxes.length;
  if (boxes.length === 0) return null;
  return (
    <>
      {alone ? null : <div className="px-2 py-1 font-semibold text-muted text-xs">{headings[kind]}</div>}
      {boxes.map(({ box, nodes }) => (
        <CheckRow
          key={box}
          label={boxName(box)}
          hint={String(nodes)}
          checked={!collapse.isCollapsed(box)}
          onChange={() => collapse.toggle(box)}
        />
      ))}
    </>
  );
}
