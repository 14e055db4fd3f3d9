'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { contracts } from '#components/data/contracts.ts';
import { fetchApi } from '#components/data/fetch-api.ts';
import { toLoadable } from '#components/data/loadable.ts';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import type { NodesResponse } from '#lib/api/graph-contract.ts';
import type { NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';

const freshness = (t: TimeSelection) => (t.at === null ? 'live' : 'frozen');

/** Everything that could be an end of an edge. Workloads come and go slowly, so the list is not kept live. */
export function useNodes() {
  const { selection } = useTime();
  const path = apiPaths.nodes(selection);
  return toLoadable(
    useQuery<NodesResponse>({
      queryKey: ['nodes', freshness(selection), path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.graph().then((c) => c.nodesResponse),
          signal,
        ),
      staleTime: 60_000,
      placeholderData: keepPreviousData,
    }),
  );
}

/** Why there is no edge between two nodes, for the window, namespaces and services of the link. */
export function useWhyNoEdge(from: NodeId, to: NodeId) {
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const [services] = useServicesShown();
  const path = apiPaths.whyNoEdge(from, to, selection, namespaces, services);
  return toLoadable(
    useQuery({
      queryKey: ['why-no-edge', freshness(selection), path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.graph().then((c) => c.whyNoEdgeResponse),
          signal,
        ),
    }),
  );
}
