'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { IncidentsResponse } from '#lib/api/incidents-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';

/** What is wrong in the mesh, grouped by what it comes from. */
export function useIncidents(t: TimeSelection) {
  const path = apiPaths.incidents(t);
  return toLoadable(
    useQuery({
      queryKey: ['incidents', t.at === null ? 'live' : 'frozen', path],
      queryFn: ({ signal }) =>
        fetchApi<IncidentsResponse>(
          path,
          contracts.incidents().then((c) => c.incidentsResponse),
          signal,
        ),
      placeholderData: keepPreviousData,
    }),
  );
}
