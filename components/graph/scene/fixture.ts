import { clusterId, edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, perSecond, seconds } from '#lib/core/units.ts';
import type { EdgeReport, GraphEdge, GraphNode, HealthStatus, TrafficGraph } from '#lib/graph/model.ts';
import type { SceneOptions } from './build-scene.ts';

const cluster = clusterId.parse('Kubernetes');

/** A node for tests: a healthy workload `namespace/name`. */
export function testNode(path: string, more: Partial<GraphNode> = {}): GraphNode {
  const [namespace = 'shop', name = path] = path.split('/');
  return {
    id: nodeId.parse(path),
    kind: 'workload',
    cluster,
    namespace,
    name,
    app: null,
    version: null,
    object: null,
    gateway: false,
    waypoint: false,
    proxy: 'sidecar',
    marks: [],
    workloadEntries: [],
    pods: null,
    health: testHealth('healthy', 0, 100),
    findings: { error: 0, warning: 0, info: 0 },
    inRate: perSecond.parse(1),
    outRate: null,
    ...more,
  };
}

export const testHealth = (status: HealthStatus, failed: number | null, total: number | null) => ({
  status,
  rule: null,
  failed,
  total,
  reporter: 'source' as const,
  belowFloor: false,
});

const report = (rate: number): EdgeReport => ({
  rate: perSecond.parse(rate),
  count: rate * 300,
  errorRate: null,
  errorCount: null,
  avgLatency: null,
  sentBytes: null,
  receivedBytes: null,
  sentMessages: null,
  receivedMessages: null,
});

/** An edge for tests, `a/b > c/d`, with `rate` requests per second seen at its source. */
export function testEdge(path: string, rate: number, more: Partial<GraphEdge> = {}): GraphEdge {
  const [source = '', target = ''] = path.split(' > ');
  return {
    id: edgeId.parse(path),
    source: nodeId.parse(source),
    target: nodeId.parse(target),
    protocol: 'http',
    service: null,
    reports: { source: report(rate), destination: null, waypoint: null, ztunnel: null },
    shown: 'source',
    responses: [],
    mtls: { state: 'unknown', share: null, reporter: null },
    split: null,
    health: testHealth('healthy', 0, rate * 300),
    findings: { error: 0, warning: 0, info: 0 },
    ...more,
  };
}

/** A graph of five minutes. For tests. */
export function testGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): TrafficGraph {
  return {
    at: epochSeconds.parse(1_763_722_000),
    window: seconds.parse(300),
    snapshotVersion: 1,
    nodes: [...nodes],
    edges: [...edges],
    unplaced: [],
    missing: [],
  };
}

/** Everything drawn, nothing written on edges. */
export const plainDrawing = {
  labels: [],
  edges: 'all',
  boxes: ['namespace'],
  ranks: null,
  isCollapsed: () => false,
  selected: new Set<string>(),
} as const satisfies SceneOptions;
