'use client';
import { useQuery } from '@tanstack/react-query';
import type { SplitResponse } from '#lib/api/edit-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { useLinkOpen } from './live-provider.tsx';
import { toLoadable } from './loadable.ts';

const pollEvery = 15_000;

/** What is seen of each rule of a route, with every refresh of the traffic. */
export function useSplit(ref: ObjectRef) {
  const linked = useLinkOpen();
  const path = apiPaths.split(ref);
  const query = useQuery({
    queryKey: ['split', 'live', path],
    queryFn: ({ signal }) =>
      fetchApi<SplitResponse>(
        path,
        contracts.edit().then((c) => c.splitResponse),
        signal,
      ),
    refetchInterval: linked ? false : pollEvery,
  });
  return toLoadable(query);
}
