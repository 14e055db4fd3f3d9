import { clusterId, edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, perSecond, seconds } from '#lib/core/units.ts';
import {
  type EdgeReport,
  type GraphEdge,
  type GraphNode,
  graphEdge,
  type ResponseRow,
  type TrafficGraph,
} from '../model.ts';

const idleHealth: GraphNode['health'] = {
  status: 'idle',
  rule: null,
  failed: null,
  total: null,
  reporter: null,
  belowFloor: false,
};

export const healthOf = (status: GraphNode['health']['status']): GraphNode['health'] => ({
  ...idleHealth,
  status,
});

/** A node by `namespace/name`: a workload unless said otherwise. For tests. */
export function node(path: string, more: Partial<GraphNode> = {}): GraphNode {
  const [namespace = '', name = ''] = path.split('/');
  return {
    id: nodeId.parse(path),
    kind: 'workload',
    cluster: clusterId.parse('Kubernetes'),
    namespace,
    name,
    app: name.replace(/-v\d+$/, ''),
    version: /-(v\d+)$/.exec(name)?.[1] ?? null,
    object: null,
    gateway: false,
    waypoint: false,
    proxy: 'sidecar',
    pods: { ready: 1, total: 1 },
    marks: [],
    workloadEntries: [],
    health: healthOf('healthy'),
    findings: { error: 0, warning: 0, info: 0 },
    inRate: null,
    outRate: null,
    ...more,
  };
}

export interface Said {
  /** Requests in five minutes. */
  readonly count?: number;
  readonly errors?: number;
  /** Milliseconds. */
  readonly latency?: number;
  readonly bytes?: number;
}

const window = 300;

const reportOf = ({ count, errors, latency, bytes }: Said): EdgeReport =>
  graphEdge.shape.reports.shape.source.unwrap().parse({
    rate: count === undefined ? null : count / window,
    count: count ?? null,
    errorRate: errors === undefined ? null : errors / window,
    errorCount: errors ?? null,
    avgLatency: latency ?? null,
    sentBytes: bytes ?? null,
    receivedBytes: bytes === undefined ? null : 0,
    sentMessages: null,
    receivedMessages: null,
  });

/** Failed requests in five minutes as the caller's proxy reports them: `503 UH`, or a code without a flag. For tests. */
export function failedRow(outcome: string, count = 1): ResponseRow {
  const [code = '', ...flags] = outcome.split(' ');
  return {
    reporter: 'source',
    code,
    grpcStatus: null,
    flags,
    error: true,
    rate: perSecond.parse(count / window),
    count,
  };
}

/** An edge by `from > to`, the ends as for `node`, with what the caller's proxy says of it. For tests. */
export function edge(path: string, said: Said = {}, more: Partial<GraphEdge> = {}): GraphEdge {
  const [source = '', target = ''] = path.split(' > ');
  const protocol = said.bytes === undefined ? 'http' : 'tcp';
  return {
    id: edgeId.parse(`${path} ${more.protocol ?? protocol}`),
    source: nodeId.parse(source),
    target: nodeId.parse(target),
    protocol,
    service: null,
    reports: { source: reportOf(said), destination: null, waypoint: null, ztunnel: null },
    shown: 'source',
    responses: [],
    mtls: { state: 'unknown', share: null, reporter: null },
    split: null,
    health: healthOf('healthy'),
    findings: { error: 0, warning: 0, info: 0 },
    ...more,
  };
}

export function graph(nodes: readonly GraphNode[], edges: readonly GraphEdge[] = []): TrafficGraph {
  return {
    at: epochSeconds.parse(1_763_722_000),
    window: seconds.parse(window),
    snapshotVersion: 1,
    nodes: [...nodes],
    edges: [...edges],
    unplaced: [],
    missing: [],
  };
}
