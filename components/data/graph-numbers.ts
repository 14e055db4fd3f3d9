import type { EdgeReport, GraphEdge, GraphNode, Health, ResponseRow, Split } from '#lib/graph/model.ts';

/** Something done to every number of an element, one after another. What is null is no number: it stays as it is. */
export interface Numbers {
  of<T extends number | null>(value: T): T;
}

const report = (of: EdgeReport | null, n: Numbers): EdgeReport | null =>
  of && {
    rate: n.of(of.rate),
    count: n.of(of.count),
    errorRate: n.of(of.errorRate),
    errorCount: n.of(of.errorCount),
    avgLatency: n.of(of.avgLatency),
    sentBytes: n.of(of.sentBytes),
    receivedBytes: n.of(of.receivedBytes),
    sentMessages: n.of(of.sentMessages),
    receivedMessages: n.of(of.receivedMessages),
  };

const row = (of: ResponseRow, n: Numbers): ResponseRow => ({
  reporter: of.reporter,
  code: of.code,
  grpcStatus: of.grpcStatus,
  flags: of.flags,
  error: of.error,
  rate: n.of(of.rate),
  count: n.of(of.count),
});

const health = (of: Health, n: Numbers): Health => ({
  status: of.status,
  rule: of.rule,
  failed: n.of(of.failed),
  total: n.of(of.total),
  reporter: of.reporter,
  belowFloor: of.belowFloor,
});

const split = (of: Split, n: Numbers): Split => ({
  ...of,
  observed: n.of(of.observed),
  n: n.of(of.n),
  low: n.of(of.low),
  high: n.of(of.high),
});

/**
 * An edge with each number that traffic changes replaced by what `n` makes of it. Spelled out field by field: with thousands
 * of edges a refresh this is several times as fast as a walk over whatever keys there are. A number left out here is never
 * wrong: an element in which it changes is sent whole.
 */
export const edgeNumbers = (edge: GraphEdge, n: Numbers): GraphEdge => ({
  id: edge.id,
  source: edge.source,
  target: edge.target,
  protocol: edge.protocol,
  service: edge.service,
  reports: {
    source: report(edge.reports.source, n),
    destination: report(edge.reports.destination, n),
    waypoint: report(edge.reports.waypoint, n),
    ztunnel: report(edge.reports.ztunnel, n),
  },
  shown: edge.shown,
  responses: edge.responses.length === 0 ? edge.responses : edge.responses.map((each) => row(each, n)),
  mtls: edge.mtls.share === null ? edge.mtls : { ...edge.mtls, share: n.of(edge.mtls.share) },
  split: edge.split && split(edge.split, n),
  health: health(edge.health, n),
  findings: edge.findings,
});

/** A node with each number that traffic changes replaced by what `n` makes of it; as `edgeNumbers`. */
export const nodeNumbers = (node: GraphNode, n: Numbers): GraphNode => ({
  id: node.id,
  kind: node.kind,
  cluster: node.cluster,
  namespace: node.namespace,
  name: node.name,
  app: node.app,
  version: node.version,
  object: node.object,
  gateway: node.gateway,
  waypoint: node.waypoint,
  proxy: node.proxy,
  pods: node.pods,
  marks: node.marks,
  workloadEntries: node.workloadEntries,
  health: health(node.health, n),
  findings: node.findings,
  inRate: n.of(node.inRate),
  outRate: n.of(node.outRate),
});
