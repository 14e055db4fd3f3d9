import { type Counted, judge, type Verdict, worse } from '#lib/health/judge.ts';
import { responseCode } from '#lib/health/response-code.ts';
import { defaultTolerances, type Tolerance } from '#lib/health/tolerance.ts';
import type { GraphEdge, GraphNode, Health, Protocol } from '../model.ts';

type Judged = Pick<GraphEdge, 'protocol' | 'reports' | 'shown' | 'responses'>;

/** What the two ends of an edge tolerate: the caller of what it sends, the callee of what it answers. */
export interface EdgeTolerances {
  readonly source: readonly Tolerance[];
  readonly target: readonly Tolerance[];
}

const defaults: EdgeTolerances = { source: defaultTolerances, target: defaultTolerances };

const asHealth = (verdict: Verdict, reporter: Health['reporter']): Health => ({ ...verdict, reporter });

/** Rows of the shown reporter, by the code they are judged by. */
function rowsOf({ protocol, responses, shown }: Judged): Counted[] {
  return responses
    .filter((row) => row.reporter === shown)
    .map((row) => ({ code: responseCode(protocol, row.code, row.grpcStatus), count: row.count }));
}

/**
 * The health of an edge, judged by the shown reporter's counts: the worse of what its caller and its callee tolerate. TCP
 * tells no errors: with bytes it is healthy.
 */
export function edgeHealth(edge: Judged, { source, target }: EdgeTolerances = defaults): Health {
  if (edge.protocol === 'tcp') return tcpHealth(edge);
  const { protocol } = edge;
  const rows = rowsOf(edge);
  const report = edge.reports[edge.shown];
  // Without an answer to the query of failures, silence is not success.
  const total = report?.errorCount === null ? null : (report?.count ?? null);
  const answered = judge(rows, total, { protocol, direction: 'inbound' }, target);
  if (source === target) return asHealth(answered, edge.shown);
  return asHealth(
    worse(answered, judge(rows, total, { protocol, direction: 'outbound' }, source)),
    edge.shown,
  );
}

function tcpHealth({ reports, shown }: Judged): Health {
  const report = reports[shown];
  const bytes = (report?.sentBytes ?? 0) + (report?.receivedBytes ?? 0);
  const status = bytes > 0 ? 'healthy' : 'idle';
  return { status, rule: null, failed: null, total: null, reporter: shown, belowFloor: false };
}

const severity = { failing: 4, degraded: 3, unknown: 2, healthy: 1, idle: 0 } as const;

/**
 * The health of a node: what its callers got from it, and its pods. A node that fails because another one fails it is
 * failing too; the edge tells which.
 */
export function nodeHealth(
  inbound: readonly GraphEdge[],
  outbound: readonly GraphEdge[],
  pods: GraphNode['pods'],
  tolerances: readonly Tolerance[] = defaultTolerances,
): Health {
  const byTraffic = inboundHealth(inbound, outbound, tolerances);
  const byPods = podHealth(pods);
  if (byPods === null || severity[byTraffic.status] > severity[byPods.status]) return byTraffic;
  return byPods;
}

function inboundHealth(
  inbound: readonly GraphEdge[],
  outbound: readonly GraphEdge[],
  tolerances: readonly Tolerance[],
): Health {
  const judged = inbound.filter((edge) => edge.protocol !== 'tcp' && edge.health.status !== 'idle');
  const [first, ...rest] = [...Map.groupBy(judged, (edge) => edge.protocol)].map(([protocol, edges]) =>
    protocolVerdict(protocol, edges, tolerances),
  );
  if (first === undefined) return withoutRequests(inbound, outbound);
  const [reporter, ...others] = new Set(judged.map((edge) => edge.shown));
  return asHealth(rest.reduce(worse, first), others.length === 0 ? (reporter ?? null) : null);
}

function protocolVerdict(
  protocol: Protocol,
  edges: readonly GraphEdge[],
  tolerances: readonly Tolerance[],
): Verdict {
  const totals = edges.map((edge) => edge.health.total);
  const total = totals.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  return judge(edges.flatMap(rowsOf), total, { protocol, direction: 'inbound' }, tolerances);
}

function withoutRequests(inbound: readonly GraphEdge[], outbound: readonly GraphEdge[]): Health {
  const busy = [...inbound, ...outbound].some((edge) => edge.health.status !== 'idle');
  const status = busy ? 'healthy' : 'idle';
  return { status, rule: null, failed: null, total: null, reporter: null, belowFloor: false };
}

/** Pods that should serve and are not ready. A workload scaled to none is no fault. */
function podHealth(pods: GraphNode['pods']): Health | null {
  if (pods === null || pods.total === 0 || pods.ready >= pods.total) return null;
  return {
    status: pods.ready === 0 ? 'failing' : 'degraded',
    rule: 'pods-not-ready',
    failed: pods.total - pods.ready,
    total: pods.total,
    reporter: null,
    belowFloor: false,
  };
}
