'use client';
import { useQuery } from '@tanstack/react-query';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { acceptPacked, fetchApi } from './fetch-api.ts';
import { useLinkOpen } from './live-provider.tsx';
import { toLoadable } from './loadable.ts';

const pollEvery = 15_000;

/** Every finding that the viewer may read, suppressed ones among them: the page filters them itself. */
export function useFindings() {
  const linked = useLinkOpen();
  const path = apiPaths.findings();
  return toLoadable(
    useQuery({
      queryKey: ['findings', 'live', path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.findings().then((c) => c.findingsResponse),
          signal,
          acceptPacked,
        ),
      refetchInterval: linked ? false : pollEvery,
      structuralSharing: false,
    }),
  );
}
