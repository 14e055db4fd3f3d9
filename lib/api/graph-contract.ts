import { z } from 'zod';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { graphChange, onlyThen } from '#lib/graph/compare.ts';
import { edgeLayers } from '#lib/graph/declared/layers.ts';
import { nodeFacts } from '#lib/graph/find/node-facts.ts';
import { graphEdge, graphNode, reporter, trafficGraph } from '#lib/graph/model.ts';
import { reason } from '#lib/graph/why-no-edge/reason-schema.ts';
import { edgeMeasures } from '#lib/url/edge-measures.ts';

/**
 * GET /api/v1/graph?window=SECONDS[&at=EPOCH][&namespaces=a,b][&services=1]
 * [&graph=mesh|workload|app|versioned-app|service][&idle=1][&operations=1][&waypoints=1][&http=none]
 * [&grpc=requests|sent|received|total|none][&tcp=total|sent|received|none][&ambient=total|waypoint|ztunnel|none]
 */
export const graphResponse = z.object({
  graph: trafficGraph,
  /** Set when this is the last good graph because the newest refresh failed: why, and since when. */
  stale: z.object({ reason: z.string(), since: epochSeconds }).nullable(),
});
export type GraphResponse = z.infer<typeof graphResponse>;

const measureName = z.enum(edgeMeasures);

/**
 * GET /api/v1/measures?of=p95,request-throughput…, and the parameters of /graph: of the edges that it has, by each reporter.
 * Percentiles in milliseconds, throughput in bytes per second; what is not there is no data, never 0.
 */
export const measuresResponse = z.object({
  at: epochSeconds,
  window: seconds,
  of: z.array(measureName),
  edges: z.array(
    z.object({
      id: edgeId,
      reports: z.array(z.object({ reporter, values: z.partialRecord(measureName, z.number()) })),
    }),
  ),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type MeasuresResponse = z.infer<typeof measuresResponse>;

/** GET /api/v1/declared?… as for graph: what the configuration declares for its edges and nodes, beside what shows of it. */
export const declaredResponse = z.object({
  at: epochSeconds,
  window: seconds,
  /** Edges of which something can be said. */
  edges: z.record(edgeId, edgeLayers),
  nodes: z.record(nodeId, nodeFacts),
  /** Kinds that could not be read, so that nothing of them is said. */
  unread: z.array(z.object({ kind: z.string(), phase: z.enum(['loading', 'stale', 'forbidden']) })),
});
export type DeclaredResponse = z.infer<typeof declaredResponse>;

const tally = z.object({
  new: z.number().int(),
  lost: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
});

/** GET /api/v1/compare?window=SECONDS&vs=EPOCH|now[&at=EPOCH][&namespaces=a,b][&services=1]: what is not the same at two moments. */
export const compareResponse = z.object({
  /** The two moments in order of time; `new` is what only the later one has. */
  before: epochSeconds,
  after: epochSeconds,
  counts: z.object({ nodes: tally, edges: tally }),
  /** What matters most first. */
  changes: z.array(graphChange),
  /** What the graph of `vs` has and that of `at` lacks. */
  onlyVersus: onlyThen,
  /** Why the comparison may mislead. */
  notes: z.array(z.string()),
});
export type CompareResponse = z.infer<typeof compareResponse>;

/** GET /api/v1/nodes?window=SECONDS[&at=EPOCH]: everything that could be an end of an edge, with traffic or without. */
export const nodesResponse = z.object({
  nodes: z.array(
    graphNode
      .pick({ id: true, kind: true, cluster: true, namespace: true, name: true, app: true, version: true })
      /** Whether an edge begins or ends there in this window, or is addressed to it. */
      .extend({ traffic: z.boolean() }),
  ),
});
export type NodesResponse = z.infer<typeof nodesResponse>;
export type KnownNode = NodesResponse['nodes'][number];

/** GET /api/v1/why-no-edge?from=NODE&to=NODE&window=SECONDS[&at=EPOCH][&namespaces=a,b][&services=1] */
export const whyNoEdgeResponse = z.object({
  at: epochSeconds,
  window: seconds,
  from: graphNode,
  to: graphNode,
  /** The edges between the two, where there are some: there is then no reason to give. */
  edges: z.array(edgeId),
  /** The surest first; empty only where there are edges. */
  reasons: z.array(reason),
  /** What the evidence mentions and the graph has. */
  mentioned: z.object({ nodes: z.array(graphNode), edges: z.array(graphEdge) }),
});
export type WhyNoEdgeResponse = z.infer<typeof whyNoEdgeResponse>;
