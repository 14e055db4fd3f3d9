'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { fetchGraph, fetchStatus } from './graph-feed.ts';
import { useLinkOpen } from './live-provider.tsx';
import { toLoadable } from './loadable.ts';
import { useGraphAsked, useShownGraph } from './use-graph-asked.ts';

/** Without the live stream the page asks by itself, this often. */
const pollEvery = 15_000;
const statusEvery = 10_000;

/** Live answers are made old by the stream; answers about a fixed moment stay. */
const freshness = (t: TimeSelection) => (t.at === null ? 'live' : 'frozen');

export function useStatus() {
  return toLoadable(
    useQuery({
      queryKey: ['status', 'live'],
      queryFn: ({ signal }) => fetchStatus(apiPaths.status(), signal),
      refetchInterval: statusEvery,
    }),
  );
}

/** The graph of the type that the link names. */
export function useGraph(t: TimeSelection, namespaces: readonly string[], services: boolean) {
  const linked = useLinkOpen();
  const [asked] = useGraphAsked();
  const path = apiPaths.graph(t, namespaces, services, asked);
  return toLoadable(
    useQuery({
      queryKey: ['graph', freshness(t), path],
      queryFn: ({ signal }) => fetchGraph(path, signal),
      refetchInterval: t.at === null && !linked ? pollEvery : false,
      placeholderData: keepPreviousData,
      // Thousands of elements are compared once, by the scene: not by the cache too.
      structuralSharing: false,
    }),
  );
}

export function useEdge(id: EdgeId, t: TimeSelection) {
  const path = apiPaths.edge(id, t, useShownGraph());
  return toLoadable(
    useQuery({
      queryKey: ['edge', freshness(t), path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.details().then((c) => c.edgeResponse),
          signal,
        ),
    }),
  );
}

export function useNode(id: NodeId, t: TimeSelection) {
  const path = apiPaths.node(id, t, useShownGraph());
  return toLoadable(
    useQuery({
      queryKey: ['node', freshness(t), path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.details().then((c) => c.nodeResponse),
          signal,
        ),
    }),
  );
}

export function useObject(ref: ObjectRef) {
  const path = apiPaths.object(ref);
  return toLoadable(
    useQuery({
      queryKey: ['object', 'live', path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.object().then((c) => c.objectResponse),
          signal,
        ),
    }),
  );
}
