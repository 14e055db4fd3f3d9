'use client';
import { useQuery } from '@tanstack/react-query';
import type { EditableResponse } from '#lib/api/edit-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { useLinkOpen } from './live-provider.tsx';
import { toLoadable } from './loadable.ts';

const pollEvery = 15_000;

/** An object as it is now, with every change of it: an editor holds its own copy against this one. */
export function useLatest(ref: ObjectRef) {
  const linked = useLinkOpen();
  const path = apiPaths.editable(ref);
  const query = useQuery({
    queryKey: ['editable', 'live', path],
    queryFn: ({ signal }) =>
      fetchApi<EditableResponse>(
        path,
        contracts.edit().then((c) => c.editableResponse),
        signal,
      ),
    refetchInterval: linked ? false : pollEvery,
  });
  return { loaded: toLoadable(query), readAgain: query.refetch };
}
