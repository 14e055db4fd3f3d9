'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { contracts } from '#components/data/contracts.ts';
import { fetchApi } from '#components/data/fetch-api.ts';
import { type Loadable, toLoadable } from '#components/data/loadable.ts';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useGraphAsked } from '#components/data/use-graph-asked.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import type { CompareResponse } from '#lib/api/graph-contract.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { useVersus } from './time-params.ts';

/** A comparison with the present is made anew this often. */
const liveEvery = 15_000;

/** What is not the same at the moment looked at and the one it is compared with; null while nothing is compared. */
export function useCompare(): Loadable<CompareResponse> | null {
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const [services] = useServicesShown();
  const [asked] = useGraphAsked();
  const [versus] = useVersus();
  const moving = selection.at === null || versus === 'now';
  const path = versus === null ? null : apiPaths.compare(selection, versus, namespaces, services, asked);
  const query = useQuery({
    queryKey: ['compare', moving ? 'live' : 'frozen', path],
    queryFn: async ({ signal }) => fetchApi(path ?? '', (await contracts.graph()).compareResponse, signal),
    enabled: path !== null,
    refetchInterval: moving ? liveEvery : false,
    placeholderData: keepPreviousData,
    // Compared once, by whoever draws it.
    structuralSharing: false,
  });
  return path === null ? null : toLoadable(query);
}
