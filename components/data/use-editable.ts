'use client';
import { useQuery } from '@tanstack/react-query';
import type { EditableResponse } from '#lib/api/edit-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';

/** An object to edit, as it was when the editor opened: it is read again only when the editor asks, so that nothing typed is lost. */
export function useEditable(ref: ObjectRef) {
  const path = apiPaths.editable(ref);
  const query = useQuery({
    queryKey: ['editable', 'frozen', path],
    queryFn: ({ signal }) =>
      fetchApi<EditableResponse>(
        path,
        contracts.edit().then((c) => c.editableResponse),
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return { loaded: toLoadable(query), readAgain: query.refetch };
}
