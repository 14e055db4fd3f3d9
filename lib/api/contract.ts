import { z } from 'zod';
import { errorCode } from '#lib/core/error-code.ts';
import { finding } from '#lib/core/finding.ts';
import { clusterId, edgeId, nodeId } from '#lib/core/ids.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { bytesPerSecond, epochSeconds, milliseconds, perSecond, seconds } from '#lib/core/units.ts';
import { breakdownPart } from '#lib/graph/breakdown.ts';
import { graphChange, onlyThen } from '#lib/graph/compare.ts';
import { edgeLayers } from '#lib/graph/declared/layers.ts';
import { nodeFacts } from '#lib/graph/find/node-facts.ts';
import { graphEdge, graphNode, reporter, trafficGraph } from '#lib/graph/model.ts';
import { timelinePoint } from '#lib/graph/timeline.ts';
import { reason } from '#lib/graph/why-no-edge/reason-schema.ts';
import { managedBy } from '#lib/k8s/managed-by.ts';
import { governing } from '#lib/mesh/governing-object.ts';
import { edgeMeasures } from '#lib/url/edge-measures.ts';

/** Body of every answer that is not a success. */
export const errorBody = z.object({
  error: z.object({
    code: errorCode,
    message: z.string(),
    cure: z.string().nullable(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;

/** One source of truth and how it does. `since` is when this phase began; `lastGood` the time of the last good answer. */
export const sourceState = z.object({
  phase: z.enum(['starting', 'live', 'stale', 'failing']),
  since: epochSeconds,
  lastGood: epochSeconds.nullable(),
  reason: z.string().nullable(),
});
export type SourceState = z.infer<typeof sourceState>;

/** One query as it was asked at the last refresh: its cost is shown, not hidden. */
export const queryCost = z.object({
  name: z.string(),
  promql: z.string(),
  at: epochSeconds,
  took: milliseconds.nullable(),
  series: z.number().int().nullable(),
  /** totalQueryableSamples, where the server tells. */
  samples: z.number().nullable(),
  warnings: z.array(z.string()),
  error: z.string().nullable(),
});
export type QueryCost = z.infer<typeof queryCost>;

export const kindStatus = z.object({
  kind: z.string(),
  group: z.string(),
  phase: z.enum(['loading', 'live', 'stale', 'not-installed', 'forbidden']),
  objects: z.number().int(),
  since: epochSeconds.nullable(),
  reason: z.string().nullable(),
});

/** GET /api/v1/status: who asks, as whom Weft reads, how its two sources do. Never a secret, token or password. */
export const statusResponse = z.object({
  version: z.string(),
  viewer: z.object({
    mode: z.enum(['local', 'token']),
    /** The name Kubernetes knows the viewer by. */
    user: z.string(),
    /** Namespaces the viewer may read; null means all. */
    namespaces: z.array(z.string()).nullable(),
  }),
  identity: z.object({ context: z.string().nullable(), user: z.string(), server: z.string() }),
  now: epochSeconds,
  scrapeInterval: seconds,
  refreshInterval: seconds,
  /** The last aligned moment for which a live graph can be asked. */
  kubernetes: sourceState.extend({
    cluster: clusterId,
    serverVersion: z.string().nullable(),
    kinds: z.array(kindStatus),
  }),
  prometheus: sourceState.extend({ url: z.string(), queries: z.array(queryCost) }),
  namespaces: z.array(z.string()),
  /** What is wrong with the configuration, as last looked at; null before the first look. Suppressed findings do not count. */
  findings: z
    .object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() })
    .nullable(),
  /** Faults that routes inject on purpose now, of what the viewer may read. */
  faults: z.number().int(),
});
export type StatusResponse = z.infer<typeof statusResponse>;

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

/** A point of a chart; null is a gap, never 0. */
export const point = z.tuple([epochSeconds, z.number().nullable()]);
export const chartSeries = z.object({ name: z.string(), points: z.array(point) });
export type ChartSeries = z.infer<typeof chartSeries>;

export const latencyPercentiles = z.object({
  reporter,
  p50: milliseconds.nullable(),
  p95: milliseconds.nullable(),
  p99: milliseconds.nullable(),
});

/** Bytes per second of the bodies of HTTP and gRPC requests and of their responses. */
export const bodyThroughput = z.object({
  reporter,
  request: bytesPerSecond.nullable(),
  response: bytesPerSecond.nullable(),
});

const charts = z.object({
  rate: z.array(chartSeries),
  errors: z.array(chartSeries),
  /** Errors of the reporter that stands for the edge, a line for each code with its flags: `503 UC`. */
  codes: z.array(chartSeries),
  latency: z.array(chartSeries),
});

/** GET /api/v1/edge?id=EDGE&window=SECONDS[&at=EPOCH] */
export const edgeResponse = z.object({
  edge: graphEdge,
  source: graphNode,
  target: graphNode,
  percentiles: z.array(latencyPercentiles),
  throughput: z.array(bodyThroughput),
  charts,
  governing: z.array(governing),
  /** Null where nothing that is declared acts on the edge. */
  layers: edgeLayers.nullable(),
  findings: z.array(finding),
  /** The PromQL behind the numbers, to copy. */
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type EdgeResponse = z.infer<typeof edgeResponse>;

/** GET /api/v1/breakdown?id=EDGE&window=SECONDS[&at=EPOCH]: an edge's traffic by pod, node, zone, version and caller. */
export const breakdownResponse = z.object({
  parts: z.array(breakdownPart),
  /** Errors per second that callers saw and no callee's proxy reported; null where either side has no reports. */
  errorsBeforeCallee: perSecond.nullable(),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type BreakdownResponse = z.infer<typeof breakdownResponse>;

/** GET /api/v1/timeline?span=SECONDS[&end=EPOCH][&namespaces=a,b]: requests and errors of the mesh over time. */
export const timelineResponse = z.object({
  step: seconds,
  /** Each point tells of this many seconds before it. */
  rateWindow: seconds,
  /** Whose reports are summed; null where there are none. */
  reporter: reporter.nullable(),
  /** In order of time, a step apart. */
  points: z.array(timelinePoint),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type TimelineResponse = z.infer<typeof timelineResponse>;

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

/** GET /api/v1/node?id=NODE&window=SECONDS[&at=EPOCH] */
export const nodeResponse = z.object({
  node: graphNode,
  inbound: z.array(graphEdge),
  outbound: z.array(graphEdge),
  /** Nodes at the other ends of those edges. */
  peers: z.array(graphNode),
  percentiles: z.array(latencyPercentiles),
  throughput: z.array(bodyThroughput),
  charts,
  governing: z.array(governing),
  findings: z.array(finding),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type NodeResponse = z.infer<typeof nodeResponse>;

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

/** GET /api/v1/object?cluster=&group=&kind=&namespace=&name= : the object as YAML, read live with the viewer's rights. */
export const objectResponse = z.object({
  object: objectRef,
  yaml: z.string(),
  resourceVersion: z.string(),
  /** Whether the viewer may patch it (SelfSubjectAccessReview). */
  mayPatch: z.boolean(),
  findings: z.array(finding),
  managedBy: managedBy.nullable(),
  /** Who wrote fields of it, as the API server noted, the newest first. */
  writers: z.array(
    z.object({ manager: z.string(), operation: z.string(), part: z.string(), at: epochSeconds.nullable() }),
  ),
  created: epochSeconds.nullable(),
  changed: epochSeconds.nullable(),
  /** What it names, and where; `object` is null for what does not exist or may not be seen. */
  refersTo: z.array(z.object({ path: z.string(), what: z.string(), object: objectRef.nullable() })),
  /** Objects that name it, and where in them. */
  referredBy: z.array(z.object({ object: objectRef, path: z.string() })),
  /** The live traffic that it governs, the busiest edges first; null where there is no reading of it. */
  traffic: z
    .object({
      at: epochSeconds,
      window: seconds,
      edges: z.array(graphEdge),
      nodes: z.array(graphNode),
      /** How many edges are left out. */
      more: z.number().int(),
    })
    .nullable(),
});
export type ObjectResponse = z.infer<typeof objectResponse>;

/**
 * GET /api/v1/objects: the configuration of the mesh that the viewer may read, an entry an object, and what is not among it.
 * Kinds are Istio's, the Gateway API's, and Service.
 */
export const objectsResponse = z.object({
  objects: z.array(
    z.object({
      object: objectRef,
      /** Suppressed ones left out. */
      findings: z.object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() }),
      /** The codes of these findings, each once. */
      codes: z.array(z.string()),
      managedBy: managedBy.nullable(),
      /** When it was last written other than its status. */
      changed: epochSeconds.nullable(),
    }),
  ),
  kinds: z.array(
    z.object({
      cluster: clusterId,
      group: z.string(),
      kind: z.string(),
      phase: z.enum(['loading', 'live', 'stale', 'not-installed', 'forbidden']),
      reason: z.string().nullable(),
    }),
  ),
});
export type ObjectsResponse = z.infer<typeof objectsResponse>;
export type ListedObject = ObjectsResponse['objects'][number];

/**
 * GET /api/v1/findings[?namespaces=a,b][&kind=A,B][&level=error,warning,info][&code=A,B][&text=WORDS][&since=EPOCH][&suppressed=1]:
 * what is wrong with the configuration as it is now. The text of a finding is made from its code and args.
 */
export const findingsResponse = z.object({
  findings: z.array(
    finding.extend({
      /** When it was first seen; before Weft's start, when its object was last changed. Null where neither is known. */
      since: epochSeconds.nullable(),
      /** The node of the graph that shows it; null where none does, or none that the viewer may see. */
      node: nodeId.nullable(),
    }),
  ),
  /** Of the findings that the filter lets pass, suppressed ones left out. */
  counts: z.object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() }),
  /** How many are suppressed, whether or not they are among the findings. */
  suppressed: z.number().int(),
  /** Since when findings have been watched: what was there before is dated by its object. */
  watchedSince: epochSeconds.nullable(),
  /** Kinds that could not be read. What needs them is not checked: nothing said is not nothing wrong. */
  unread: z.array(
    z.object({
      cluster: clusterId,
      kind: z.string(),
      /** `partial`: Weft may list it in some namespaces only. */
      phase: z.enum(['loading', 'stale', 'partial', 'forbidden']),
      reason: z.string().nullable(),
      since: z.string().nullable(),
      /** Of a kind that is partly listed, the namespaces in which it is. */
      only: z.array(z.string()).nullable(),
      /** How many checks say nothing, or nothing of other namespaces, for the lack of it. */
      checks: z.number().int(),
    }),
  ),
});
export type FindingsResponse = z.infer<typeof findingsResponse>;
export type SeenFinding = FindingsResponse['findings'][number];

/**
 * GET /api/v1/field?group=&version=&kind=[&path=]: what the schema of a kind says of one of its fields, of the object itself
 * without a path.
 */
export const fieldResponse = z.object({
  name: z.string(),
  /** Such as `list of object`. */
  type: z.string(),
  description: z.string(),
  required: z.boolean(),
  /** The values it may have; empty where any of its type will do. */
  values: z.array(z.string()),
  /** What may stand inside. */
  fields: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean() })),
});
export type FieldResponse = z.infer<typeof fieldResponse>;

/**
 * POST /api/v1/review: what a draft would do to the findings. `text` is YAML or JSON, documents and Lists; objects in it that
 * are there already are changed, others created; `remove` are deleted. Nothing is written, and the draft is not kept.
 */
export const reviewRequest = z.object({
  text: z.string().max(120_000),
  remove: z.array(objectRef).max(100).default([]),
  /** The cluster that it is for; the only one where there is one. */
  cluster: clusterId.optional(),
  /** Where objects go that name no namespace. */
  namespace: z.string().min(1).max(253).default('default'),
});
export type ReviewRequest = z.input<typeof reviewRequest>;

export const reviewResponse = z.object({
  objects: z.array(
    z.object({
      object: objectRef,
      change: z.enum(['created', 'changed', 'same', 'removed']),
      /** Where it begins in the text, from 1; null for what is removed. */
      line: z.number().int().nullable(),
    }),
  ),
  /** Parts of the text that could not be taken in. */
  problems: z.array(z.object({ line: z.number().int(), says: z.string() })),
  /** Suppressed ones are left out. `line` is where the draft has the field, null for what is not in the draft. */
  appeared: z.array(finding.extend({ line: z.number().int().nullable() })),
  gone: z.array(finding),
  kept: z.array(finding.extend({ line: z.number().int().nullable() })),
});
export type ReviewResponse = z.infer<typeof reviewResponse>;

/** POST /api/v1/session: sign in with a bearer token (mode `token` only). DELETE signs out. */
export const sessionRequest = z.object({ token: z.string().min(1).max(65536) });

/** An event of GET /api/v1/stream. Events carry versions; what changed is fetched by GET. */
export const streamEvent = z.discriminatedUnion('type', [
  /** Sent first, and every 15 s to keep the connection open. */
  z.object({ type: z.literal('hello'), now: epochSeconds }),
  /** A new graph can be fetched: for `window`, ending `at`. */
  z.object({
    type: z.literal('graph'),
    window: seconds,
    at: epochSeconds,
    snapshotVersion: z.number().int(),
  }),
  /** The configuration changed. */
  z.object({ type: z.literal('snapshot'), version: z.number().int() }),
  /** A source changed phase. */
  z.object({ type: z.literal('status') }),
]);
export type StreamEvent = z.infer<typeof streamEvent>;
