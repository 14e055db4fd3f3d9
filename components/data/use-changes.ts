'use client';
import { useQuery } from '@tanstack/react-query';
import type { ChangesResponse } from '#lib/api/edit-contract.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { useLinkOpen } from './live-provider.tsx';
import { toLoadable } from './loadable.ts';

const pollEvery = 15_000;

/** What was written through this Weft, the newest first. */
export function useChanges() {
  const linked = useLinkOpen();
  const path = apiPaths.changes();
  const query = useQuery({
    queryKey: ['changes', 'live', path],
    queryFn: ({ signal }) =>
      fetchApi<ChangesResponse>(
        path,
        contracts.edit().then((c) => c.changesResponse),
        signal,
      ),
    refetchInterval: linked ? false : pollEvery,
  });
  return toLoadable(query);
}
