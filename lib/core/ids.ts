import { z } from 'zod';

/** Name of a cluster as Istio's telemetry names it (`source_cluster`); one cluster is the common case. */
export const clusterId = z.string().min(1).brand<'ClusterId'>();
export type ClusterId = z.infer<typeof clusterId>;

/** Identity of a graph node: made of what the node is, never of its place in a list. */
export const nodeId = z.string().min(1).brand<'NodeId'>();
export type NodeId = z.infer<typeof nodeId>;

/** Identity of a graph edge: source, target, destination service and protocol. */
export const edgeId = z.string().min(1).brand<'EdgeId'>();
export type EdgeId = z.infer<typeof edgeId>;
