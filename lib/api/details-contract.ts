import { z } from 'zod';
import { finding } from '#lib/core/finding.ts';
import { bytesPerSecond, epochSeconds, milliseconds, perSecond } from '#lib/core/units.ts';
import { breakdownPart } from '#lib/graph/breakdown.ts';
import { edgeLayers } from '#lib/graph/declared/layers.ts';
import { graphEdge, graphNode, reporter } from '#lib/graph/model.ts';
import { governing } from '#lib/mesh/governing-object.ts';

/** A point of a chart; null is a gap, never 0. */
const point = z.tuple([epochSeconds, z.number().nullable()]);

const chartSeries = z.object({ name: z.string(), points: z.array(point) });
export type ChartSeries = z.infer<typeof chartSeries>;

const latencyPercentiles = z.object({
  reporter,
  p50: milliseconds.nullable(),
  p95: milliseconds.nullable(),
  p99: milliseconds.nullable(),
});

/** Bytes per second of the bodies of HTTP and gRPC requests and of their responses. */
const bodyThroughput = z.object({
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
  /** Whether an incident that goes on tells of it: what became slow or stopped fails nowhere. */
  troubled: z.boolean(),
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
