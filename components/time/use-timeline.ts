'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { contracts } from '#components/data/contracts.ts';
import { fetchApi } from '#components/data/fetch-api.ts';
import { toLoadable } from '#components/data/loadable.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { apiPaths } from '#lib/url/paths.ts';

/** A timeline up to the present grows by a point a step; it is asked for again no more often than this. */
const leastWait = 15_000;

/** Requests and errors of what is looked at over `span` seconds; `end` null follows the present. */
export function useTimeline(span: Seconds, end: EpochSeconds | null, namespaces: readonly string[]) {
  const path = apiPaths.timeline(span, end, namespaces);
  return toLoadable(
    useQuery({
      queryKey: ['timeline', end === null ? 'live' : 'frozen', path],
      queryFn: async ({ signal }) => fetchApi(path, (await contracts.timeline()).timelineResponse, signal),
      refetchInterval: ({ state }) =>
        end === null ? Math.max(leastWait, (state.data?.step ?? 0) * 1000) : false,
      placeholderData: keepPreviousData,
    }),
  );
}
