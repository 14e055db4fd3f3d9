import { connectionFailure, connectionTolerances } from '#lib/health/connection.ts';
import { type Counted, judge, type Judged as TrafficKind, type Verdict, worse } from '#lib/health/judge.ts';
import { judgeLatency, type LatencyTolerance } from '#lib/health/latency.ts';
import { responseCode } from '#lib/health/response-code.ts';
import { defaultTolerances, type Tolerance } from '#lib/health/tolerance.ts';
import type { GraphEdge, GraphNode, Health, Protocol } from '../model.ts';

type Judged = Pick<GraphEdge, 'protocol' | 'reports' | 'shown' | 'responses'>;

/** What an element tolerates: shares of failures, and latencies. */
export interface Tolerated {
  readonly shares: readonly Tolerance[];
  readonly latency: readonly LatencyTolerance[];
}

/** What the two ends of an edge tolerate: the caller of what it sends, the callee of what it answers. */
export interface EdgeTolerances {
  readonly source: Tolerated;
  readonly target: Tolerated;
}

export const toleratedByDefault: Tolerated = { shares: defaultTolerances, latency: [] };
const defaults: EdgeTolerances = { source: toleratedByDefault, target: toleratedByDefault };

const asHealth = (verdict: Verdict, reporter: Health['reporter']): Health => ({ ...verdict, reporter });

/** Rows of the shown reporter, by the code they are judged by: of a connection that failed its flag, one that did not has none. */
function rowsOf({ protocol, responses, shown }: Judged): Counted[] {
  const told = responses.filter((row) => row.reporter === shown);
  if (protocol !== 'tcp') {
    return told.map(({ code, grpcStatus, count }) => ({
      code: responseCode(protocol, code, grpcStatus),
      count,
    }));
  }
  return told.flatMap(({ flags, count }) => {
    const code = connectionFailure(flags);
    return code === null ? [] : [{ code, count }];
  });
}

interface Seen {
  readonly rows: readonly Counted[];
  readonly total: number | null;
  /** Milliseconds. */
  readonly mean: number | null;
}

/** Errors and latency, each judged alone; the worse decides. */
function verdictOf({ rows, total, mean }: Seen, of: TrafficKind, { shares, latency }: Tolerated): Verdict {
  const errors = judge(rows, total, of, of.protocol === 'tcp' ? connectionTolerances(shares) : shares);
  const slow = judgeLatency(errors, mean, of, latency);
  return slow === null ? errors : worse(errors, slow);
}

/**
 * The health of an edge, judged by the shown reporter's counts: the worse of what its caller and its callee tolerate. A TCP
 * edge on which no connection ended is healthy as long as it carries bytes.
 */
export function edgeHealth(edge: Judged, { source, target }: EdgeTolerances = defaults): Health {
  const { protocol, shown } = edge;
  const report = edge.reports[shown];
  // Without an answer to the query of failures, silence is not success.
  const total = report?.errorCount === null ? null : (report?.count ?? null);
  if (protocol === 'tcp' && total === 0) return carriedAlone(edge);
  const seen = { rows: rowsOf(edge), total, mean: report?.avgLatency ?? null };
  const answered = verdictOf(seen, { protocol, direction: 'inbound' }, target);
  if (source === target) return asHealth(answered, shown);
  return asHealth(worse(answered, verdictOf(seen, { protocol, direction: 'outbound' }, source)), shown);
}

function carriedAlone({ reports, shown }: Judged): Health {
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
  tolerated: Tolerated = toleratedByDefault,
): Health {
  const byTraffic = inboundHealth(inbound, outbound, tolerated);
  const byPods = podHealth(pods);
  if (byPods === null || severity[byTraffic.status] > severity[byPods.status]) return byTraffic;
  return byPods;
}

function inboundHealth(
  inbound: readonly GraphEdge[],
  outbound: readonly GraphEdge[],
  tolerated: Tolerated,
): Health {
  const judged = inbound.filter(({ protocol, health }) =>
    protocol === 'tcp' ? (health.total ?? 0) > 0 : health.status !== 'idle',
  );
  const [first, ...rest] = [...Map.groupBy(judged, (edge) => edge.protocol)].map(([protocol, edges]) =>
    protocolVerdict(protocol, edges, tolerated),
  );
  if (first === undefined) return withoutRequests(inbound, outbound);
  const [reporter, ...others] = new Set(judged.map((edge) => edge.shown));
  return asHealth(rest.reduce(worse, first), others.length === 0 ? (reporter ?? null) : null);
}

function protocolVerdict(protocol: Protocol, edges: readonly GraphEdge[], tolerated: Tolerated): Verdict {
  const totals = edges.map((edge) => edge.health.total);
  const total = totals.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  const seen = { rows: edges.flatMap(rowsOf), total, mean: meanOf(edges) };
  return verdictOf(seen, { protocol, direction: 'inbound' }, tolerated);
}

/** The mean latency over edges, each by its requests; null where none tells. */
function meanOf(edges: readonly GraphEdge[]): number | null {
  let [requests, spent] = [0, 0];
  for (const { reports, shown } of edges) {
    const { avgLatency, count } = reports[shown] ?? {};
    if (avgLatency == null || count == null) continue;
    requests += count;
    spent += avgLatency * count;
  }
  return requests === 0 ? null : spent / requests;
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
