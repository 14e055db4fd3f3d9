'use client';
import { useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { GraphView } from '#components/graph/graph-view.tsx';
import type { GraphViewState } from '#components/graph/view-state.ts';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { graphSearchParams } from './search-params.ts';

export function GraphClient() {
  const [state, setState] = useQueryStates(graphSearchParams, { history: 'replace' });
  const change = useCallback((next: Partial<GraphViewState>) => void setState(next), [setState]);
  return (
    <LinkChecked params={graphSearchParams}>
      <GraphView state={state} setState={change} />
    </LinkChecked>
  );
}
