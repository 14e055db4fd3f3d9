import type { NodeResponse } from '#lib/api/details-contract.ts';
import type { ServiceRef } from '#lib/graph/model.ts';

/** The service of a node that has versions to compare. */
export interface ServiceOfNode {
  readonly service: ServiceRef;
  /** Whether a route divides what it gets, so that the comparison is what one came for. */
  readonly divided: boolean;
}

/**
 * The service whose versions a node is one of, or has: of a workload that with the most requests in. Null where it has none, or
 * where nothing says that there is more than one version.
 */
export function serviceOfNode({
  node,
  inbound,
  outbound,
  peers,
}: Pick<NodeResponse, 'node' | 'inbound' | 'outbound' | 'peers'>): ServiceOfNode | null {
  const edges = inbound.filter(({ protocol, service }) => protocol !== 'tcp' && service !== null);
  const [most] = edges.toSorted((a, b) => (b.health.total ?? 0) - (a.health.total ?? 0));
  const service = most?.service ?? null;
  if (service === null) return null;
  if (node.kind === 'workload' && node.version !== null)
    return { service, divided: edges.some(({ split }) => split !== null) };
  const behind = outbound.filter((edge) => edge.service?.host === service.host);
  const versions = new Set(
    behind.flatMap(({ target }) => peers.find(({ id }) => id === target)?.version ?? []),
  );
  return versions.size > 1 ? { service, divided: behind.some(({ split }) => split !== null) } : null;
}
