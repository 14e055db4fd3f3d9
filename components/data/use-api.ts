'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchGraph, fetchStatus } from './graph-feed.ts';
import { useLinkOpen } from './live-provider.tsx';
import { toLoadable } from './loadable.ts';
import { useAnswer } from './use-answer.ts';
import { useGraphAsked, useShownGraph } from './use-graph-asked.ts';

/** Without the live stream the page asks by itself, this often. */
const pollEvery = 15_000;
const statusEvery = 10_000;

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
      queryKey: ['graph', t.at === null ? 'live' : 'frozen', path],
      queryFn: ({ signal }) => fetchGraph(path, signal),
      refetchInterval: t.at === null && !linked ? pollEvery : false,
      placeholderData: keepPreviousData,
      // Thousands of elements are compared once, by the scene: not by the cache too.
      structuralSharing: false,
    }),
  );
}

export const useEdge = (id: EdgeId, t: TimeSelection) =>
  useAnswer({
    name: 'edge',
    path: apiPaths.edge(id, t, useShownGraph()),
    contract: () => contracts.details().then((c) => c.edgeResponse),
    frozen: t.at !== null,
  });

export const useNode = (id: NodeId, t: TimeSelection) =>
  useAnswer({
    name: 'node',
    path: apiPaths.node(id, t, useShownGraph()),
    contract: () => contracts.details().then((c) => c.nodeResponse),
    frozen: t.at !== null,
  });

export const useObject = (ref: ObjectRef) =>
  useAnswer({
    name: 'object',
    path: apiPaths.object(ref),
    contract: () => contracts.object().then((c) => c.objectResponse),
  });
