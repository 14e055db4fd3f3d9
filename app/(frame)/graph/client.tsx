'use client';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useCallback } from 'react';
import { GraphView } from '#components/graph/graph-view.tsx';
import type { GraphViewState } from '#components/graph/view-state.ts';
import { incidentParams, useOpenProblem } from '#components/incidents/incident-params.ts';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { graphSearchParams } from './search-params.ts';

const IncidentBar = lazy(() =>
  import('#components/incidents/incident-bar.tsx').then((module) => ({ default: module.IncidentBar })),
);

const params = { ...graphSearchParams, ...incidentParams };

export function GraphClient() {
  const [state, setState] = useQueryStates(graphSearchParams, { history: 'replace' });
  const [problem] = useOpenProblem();
  const change = useCallback((next: Partial<GraphViewState>) => void setState(next), [setState]);
  return (
    <LinkChecked params={params}>
      <div className="flex h-full flex-col">
        {problem === null ? null : (
          <Suspense fallback={<div className="skeleton h-10 shrink-0" />}>
            <IncidentBar problem={problem} />
          </Suspense>
        )}
        <div className="min-h-0 flex-1">
          <GraphView state={state} setState={change} />
        </div>
      </div>
    </LinkChecked>
  );
}
