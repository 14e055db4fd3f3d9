import { clusterId, nodeId } from '#lib/core/ids.ts';
import type { NodeDescription } from '../decorate/describe-node.ts';
import { edgeHealth } from '../decorate/health.ts';
import { edgeIdOf } from '../identity.ts';
import type { GraphEdge, ServiceRef } from '../model.ts';
import type { ViewFindings } from './view-findings.ts';
import type { ViewEdge, ViewNode } from './view-graph.ts';
import type { ToldEdge } from './view-numbers.ts';
import type { ViewSplits } from './view-splits.ts';
import type { ViewTolerances } from './view-tolerances.ts';

/** A node of a view and what it is. */
export interface DrawnEnd {
  readonly node: ViewNode;
  readonly described: NodeDescription;
}

export interface EdgeContext {
  readonly ends: ReadonlyMap<string, DrawnEnd>;
  readonly tolerances: ViewTolerances;
  readonly findings: ViewFindings;
  readonly splits: ViewSplits;
}

/** An edge of a view with what its reporters say of it, judged by what its ends tolerate. */
export function drawEdge(
  { edge, numbers }: ToldEdge,
  { ends, tolerances, findings, splits }: EdgeContext,
): GraphEdge {
  const [source, target] = [nodeId.parse(edge.source), nodeId.parse(edge.target)];
  const [from, to] = [ends.get(edge.source), ends.get(edge.target)];
  const service = serviceOf(edge);
  return {
    id: edgeIdOf(source, target, edge.protocol, service),
    source,
    target,
    service,
    ...numbers,
    split: splits(edge, from?.node, to?.node),
    health: edgeHealth(numbers, tolerances.ofEdge(from, to, service)),
    findings: findings.ofEdge(service, from?.node, to?.node),
  };
}

/** The service that was addressed, where it is one. */
function serviceOf({ services }: ViewEdge): ServiceRef | null {
  const [only, ...others] = services;
  if (only === undefined) return null;
  const [host, { cluster, namespace, name }] = only;
  const same = others.every(([, other]) => other.name === name && other.namespace === namespace);
  return same ? { cluster: clusterId.parse(cluster), namespace, name, host } : null;
}
