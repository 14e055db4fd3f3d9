'use client';
import { skipToken, useQuery } from '@tanstack/react-query';
import type { TimeSelection } from '#lib/core/time.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { fetchMeasures } from './graph-feed.ts';
import { toLoadable } from './loadable.ts';
import { useFollowing } from './use-following.ts';
import { useShownGraph } from './use-graph-asked.ts';

/**
 * What is measured of the edges of the graph on the page: one request for all of it, and none where nothing is wanted. Until
 * more of the same graph arrives what was there stays; of another graph nothing does.
 */
export function useMeasures(of: readonly EdgeMeasure[], t: TimeSelection) {
  const following = useFollowing(t.at === null && of.length > 0 ? ['traffic'] : []);
  const shown = useShownGraph();
  const graph = apiPaths.measures([], t, shown);
  const path = apiPaths.measures(of, t, shown);
  return toLoadable(
    useQuery({
      queryKey: ['measures', t.at === null ? 'live' : 'frozen', graph, path],
      queryFn: of.length === 0 ? skipToken : ({ signal }) => fetchMeasures(path, signal),
      ...following,
      placeholderData: (before, query) => (query?.queryKey[2] === graph ? before : undefined),
      structuralSharing: false,
    }),
  );
}
