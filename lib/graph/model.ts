import { z } from 'zod';
import { findingLevel } from '#lib/core/finding.ts';
import { clusterId, edgeId, nodeId } from '#lib/core/ids.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { bytesPerSecond, epochSeconds, milliseconds, perSecond, seconds, share } from '#lib/core/units.ts';

/** Which proxy reported a number. A request seen by both sides is in both reports: they are never added up. */
export const reporter = z.enum(['source', 'destination', 'waypoint', 'ztunnel']);
export type Reporter = z.infer<typeof reporter>;

export const protocol = z.enum(['http', 'grpc', 'tcp']);
export type Protocol = z.infer<typeof protocol>;

export const healthStatus = z.enum(['healthy', 'degraded', 'failing', 'idle', 'unknown']);
export type HealthStatus = z.infer<typeof healthStatus>;

/**
 * A status and the numbers it comes from: `rule` names the tolerance that decided, `failed` of `total` requests in the
 * window (of TCP connections that ended), as `reporter` saw them. `latency` is set where the mean latency decided: what it was and the
 * bound that it reached. `belowFloor` says that too few requests came for the rule to judge by.
 */
export const health = z.object({
  status: healthStatus,
  rule: z.string().nullable(),
  failed: z.number().nullable(),
  total: z.number().nullable(),
  reporter: reporter.nullable(),
  belowFloor: z.boolean(),
  latency: z.object({ mean: z.number(), limit: z.number() }).optional(),
});
export type Health = z.infer<typeof health>;

/** Requests (or, for TCP, connections with bytes) of one code and one set of flags on one edge, as one reporter saw them. */
export const responseRow = z.object({
  reporter,
  /** HTTP status, or `-` where there was no response. */
  code: z.string(),
  /** gRPC status, null for other protocols. */
  grpcStatus: z.string().nullable(),
  /** Envoy's response flags, split and sorted; empty where there were none. */
  flags: z.array(z.string()),
  /** Whether Weft counts the row as an error. */
  error: z.boolean(),
  rate: perSecond,
  /** Requests in the window; a first request of a new series is counted, unlike in `rate`. */
  count: z.number(),
});
export type ResponseRow = z.infer<typeof responseRow>;

/** What one reporter says of an edge over the window; of TCP it counts connections that ended, and its rates are of bytes. Null: this reporter has no such series. */
const edgeReport = z.object({
  rate: perSecond.nullable(),
  count: z.number().nullable(),
  errorRate: perSecond.nullable(),
  errorCount: z.number().nullable(),
  avgLatency: milliseconds.nullable(),
  sentBytes: bytesPerSecond.nullable(),
  receivedBytes: bytesPerSecond.nullable(),
  /** gRPC messages, where a view counts them. */
  sentMessages: perSecond.nullable(),
  receivedMessages: perSecond.nullable(),
});
export type EdgeReport = z.infer<typeof edgeReport>;

/** The service a request was addressed to. `host` is `destination_service` as reported. */
const serviceRef = z.object({
  cluster: clusterId,
  namespace: z.string(),
  name: z.string(),
  host: z.string(),
});
export type ServiceRef = z.infer<typeof serviceRef>;

/** Share of traffic that arrived with mutual TLS, where a proxy that can know reported it. */
export const mtls = z.object({
  state: z.enum(['all', 'partial', 'none', 'unknown']),
  share: share.nullable(),
  reporter: reporter.nullable(),
});
export type Mtls = z.infer<typeof mtls>;

/**
 * Declared weight beside observed share, for an edge on a split route.
 * - `compared`: one rule governs what this caller sends; `n` source-reported requests since `since` are compared with the
 *   declared share; `deviates` when the declared share lies outside the 99 % interval [`low`, `high`] of the observed one.
 * - `mixture`: several rules (named in `rules`), or a gateway and the mesh, reach the same destinations: no comparison.
 * - `waiting`: too few requests since the route changed.
 */
export const split = z.object({
  route: objectRef,
  rule: z.number().int().nullable(),
  /** Weight as written and its share of the rule's sum. Null on a mixture. */
  weight: z.number().nullable(),
  declared: share.nullable(),
  verdict: z.enum(['compared', 'mixture', 'waiting']),
  observed: share.nullable(),
  n: z.number().nullable(),
  since: epochSeconds.nullable(),
  low: share.nullable(),
  high: share.nullable(),
  deviates: z.boolean(),
  rules: z.array(z.number().int()),
});
export type Split = z.infer<typeof split>;

/** Findings on an element, counted by level. */
export const findingCounts = z.record(findingLevel, z.number().int());

/**
 * What a node is marked with: `out-of-mesh`, no proxy takes its traffic; `no-pods`, its workload is there and scaled to none;
 * `idle`, no traffic in the window; `workload-entry`, machines outside of Kubernetes do its work too; `source`, it calls others
 * and nobody calls it.
 */
const nodeMark = z.enum(['out-of-mesh', 'no-pods', 'idle', 'workload-entry', 'source']);
export type NodeMark = z.infer<typeof nodeMark>;

export const graphNode = z.object({
  id: nodeId,
  /**
   * `workload`: one version of an application as deployed; `service`: a Service, drawn where requests ended there without
   * reaching a workload or when service nodes are asked for; `external`: a host of a ServiceEntry, or one outside;
   * `passthrough` / `blackhole`: hosts unknown to the registry; `unknown`: callers without a proxy;
   * `inaccessible`: a node in a namespace that the viewer may not read. In views at another grain also `app`: all versions
   * of an application, and `operation`: requests of a service that a label tells apart.
   */
  kind: z.enum([
    'workload',
    'service',
    'external',
    'passthrough',
    'blackhole',
    'unknown',
    'inaccessible',
    'app',
    'operation',
  ]),
  cluster: clusterId,
  namespace: z.string().nullable(),
  name: z.string(),
  app: z.string().nullable(),
  version: z.string().nullable(),
  /** Workload controller (Deployment, …), Service or ServiceEntry this node stands for, when it is in the snapshot. */
  object: objectRef.nullable(),
  gateway: z.boolean(),
  waypoint: z.boolean(),
  /** How the node takes part in the mesh; null when that is not known or does not apply. */
  proxy: z.enum(['sidecar', 'ambient', 'none']).nullable(),
  pods: z.object({ ready: z.number().int(), total: z.number().int() }).nullable(),
  marks: z.array(nodeMark),
  /** Names of the WorkloadEntries behind it, in its namespace. */
  workloadEntries: z.array(z.string()),
  health,
  findings: findingCounts,
  /** Requests per second in and out, HTTP and gRPC. */
  inRate: perSecond.nullable(),
  outRate: perSecond.nullable(),
});
export type GraphNode = z.infer<typeof graphNode>;

export const graphEdge = z.object({
  id: edgeId,
  source: nodeId,
  target: nodeId,
  protocol,
  service: serviceRef.nullable(),
  reports: z.object({
    source: edgeReport.nullable(),
    destination: edgeReport.nullable(),
    waypoint: edgeReport.nullable(),
    ztunnel: edgeReport.nullable(),
  }),
  /** The reporter whose numbers stand for the edge: what users get is at the source. */
  shown: reporter,
  /** Rows that are not plain success, of every reporter; plain successes are the rest of the report's rate. */
  responses: z.array(responseRow),
  mtls,
  split: split.nullable(),
  health,
  findings: findingCounts,
});
export type GraphEdge = z.infer<typeof graphEdge>;

/** Series that could not be placed on the graph, by reason; nothing is dropped in silence. */
export const unplaced = z.object({
  reason: z.enum(['missing-labels', 'bad-source', 'bad-destination', 'unknown-protocol', 'unknown-reporter']),
  metric: z.string(),
  series: z.number().int(),
  /** Requests or bytes per second; null for who may not read everything. */
  rate: perSecond.nullable(),
  example: z.record(z.string(), z.string()),
});
export type Unplaced = z.infer<typeof unplaced>;

/** A query of the refresh that failed; what it would have filled is null in the graph. */
export const missingPart = z.object({ query: z.string(), reason: z.string() });

/** One graph: the observed traffic of `window` seconds ending `at`, joined with snapshot `snapshotVersion`. */
export const trafficGraph = z.object({
  at: epochSeconds,
  window: seconds,
  snapshotVersion: z.number().int(),
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
  unplaced: z.array(unplaced),
  missing: z.array(missingPart),
});
export type TrafficGraph = z.infer<typeof trafficGraph>;
