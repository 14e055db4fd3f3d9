'use client';
import { lazy, type ReactNode, Suspense } from 'react';
import { CheckRow } from '#components/ui/check-row.tsx';
import type { AskedGraph } from '#lib/url/asked-graph.ts';
import type { EdgeLabel } from '#lib/url/graph-codec.ts';
import { EdgeLabelChoices } from './edge-label-choices.tsx';
import { GraphTypes, ViewParts } from './graph-types.tsx';

const TrafficChoices = lazy(() =>
  import('./traffic-choices.tsx').then((module) => ({ default: module.TrafficChoices })),
);

export interface ViewPanelProps {
  readonly labels: readonly EdgeLabel[];
  readonly onLabels: (labels: readonly EdgeLabel[]) => void;
  readonly services: boolean;
  readonly onServices: (shown: boolean) => void;
  readonly asked: AskedGraph;
  readonly onAsked: (change: Partial<AskedGraph>) => void;
  /** How it is drawn. */
  readonly drawing: ReactNode;
}

/** What the nodes of the graph stand for, what its edges carry, and how it is drawn. */
export function ViewPanel({
  labels,
  onLabels,
  services,
  onServices,
  asked,
  onAsked,
  drawing,
}: ViewPanelProps) {
  return (
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
  );
}
