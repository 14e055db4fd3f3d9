'use client';
import { useQuery } from '@tanstack/react-query';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { acceptPacked, fetchApi } from './fetch-api.ts';
import { useLinkOpen } from './live-provider.tsx';
import { toLoadable } from './loadable.ts';

const pollEvery = 15_000;

/** Every object of the mesh's configuration that the viewer may read: the page filters them itself. */
export function useObjects() {
  const linked = useLinkOpen();
  const path = apiPaths.objects();
  return toLoadable(
    useQuery({
      queryKey: ['objects', 'live', path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.object().then((c) => c.objectsResponse),
          signal,
          acceptPacked,
        ),
      refetchInterval: linked ? false : pollEvery,
      structuralSharing: false,
    }),
  );
}
