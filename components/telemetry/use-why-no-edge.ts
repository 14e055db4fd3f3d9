'use client';
import { contracts } from '#components/data/contracts.ts';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useAnswer } from '#components/data/use-answer.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { apiPaths } from '#lib/url/paths.ts';

/** Everything that could be an end of an edge. Workloads come and go slowly, so the list is not kept live. */
export function useNodes() {
  const { selection } = useTime();
  return useAnswer({
    name: 'nodes',
    path: apiPaths.nodes(selection),
    contract: () => contracts.graph().then((c) => c.nodesResponse),
    follows: [],
    frozen: selection.at !== null,
    fresh: 60_000,
    kept: true,
  });
}

/** Why there is no edge between two nodes, for the window, namespaces and services of the link. */
export function useWhyNoEdge(from: NodeId, to: NodeId) {
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const [services] = useServicesShown();
  return useAnswer({
    name: 'why-no-edge',
    path: apiPaths.whyNoEdge(from, to, selection, namespaces, services),
    contract: () => contracts.graph().then((c) => c.whyNoEdgeResponse),
    follows: ['traffic', 'objects'],
    frozen: selection.at !== null,
  });
}
