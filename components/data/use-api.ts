'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchGraph, fetchStatus } from './graph-feed.ts';
import { toLoadable } from './loadable.ts';
import { useAnswer } from './use-answer.ts';
import { useFollowing } from './use-following.ts';
import { useGraphAsked, useShownGraph } from './use-graph-asked.ts';

/** What the stream does not tell of, such as rates of requests, is asked for so often; in milliseconds. */
const statusEvery = 10_000;

/** What the server says of its two sources. */
export function useStatus() {
  const following = useFollowing(['objects', 'sources']);
  return toLoadable(
    useQuery({
      queryKey: ['status', 'live'],
      queryFn: ({ signal }) => fetchStatus(apiPaths.status(), signal),
      ...following,
      refetchInterval: statusEvery,
    }),
  );
}

/** The graph of the type that the link names. */
export function useGraph(t: TimeSelection, namespaces: readonly string[], services: boolean) {
  const following = useFollowing(t.at === null ? ['traffic', 'objects'] : []);
  const [asked] = useGraphAsked();
  const path = apiPaths.graph(t, namespaces, services, asked);
  return toLoadable(
    useQuery({
      queryKey: ['graph', t.at === null ? 'live' : 'frozen', path],
      queryFn: ({ signal }) => fetchGraph(path, signal),
      ...following,
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
    follows: ['traffic', 'objects'],
    frozen: t.at !== null,
  });

export const useNode = (id: NodeId, t: TimeSelection) =>
  useAnswer({
    name: 'node',
    path: apiPaths.node(id, t, useShownGraph()),
    contract: () => contracts.details().then((c) => c.nodeResponse),
    follows: ['traffic', 'objects'],
    frozen: t.at !== null,
  });

export const useObject = (ref: ObjectRef) =>
  useAnswer({
    name: 'object',
    path: apiPaths.object(ref),
    contract: () => contracts.object().then((c) => c.objectResponse),
    follows: ['objects'],
  });
