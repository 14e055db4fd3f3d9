'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DeclaredResponse } from '#lib/api/graph-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { type Loadable, toLoadable } from './loadable.ts';
import { useShownGraph } from './use-graph-asked.ts';

const fetchDeclared = (path: string, signal: AbortSignal): Promise<DeclaredResponse> =>
  fetchApi(
    path,
    contracts.graph().then((c) => c.declaredResponse),
    signal,
  );

/** What the configuration declares for the graph on the page. Asked only while it is `wanted`; null where it is not. */
export function useDeclared(t: TimeSelection, wanted: boolean): Loadable<DeclaredResponse> | null {
  const path = apiPaths.declared(t, useShownGraph());
  const query = useQuery({
    queryKey: ['declared', t.at === null ? 'live' : 'frozen', path],
    queryFn: ({ signal }) => fetchDeclared(path, signal),
    enabled: wanted,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
  return wanted ? toLoadable(query) : null;
}
