import { judge, type Verdict } from '#lib/health/judge.ts';
import { type OutcomeClass, outcomeClass } from '#lib/health/outcome.ts';
import type { GraphEdge, GraphNode, Health } from '../model.ts';

type Judged = Pick<GraphEdge, 'protocol' | 'reports' | 'shown' | 'responses'>;

const asHealth = (verdict: Verdict, reporter: Health['reporter']): Health => ({ ...verdict, reporter });

function addFailures(into: Map<OutcomeClass, number>, { responses, shown }: Judged): void {
  for (const row of responses) {
    const failed = row.reporter === shown ? outcomeClass(row.code, row.grpcStatus) : null;
    if (failed !== null) into.set(failed, (into.get(failed) ?? 0) + row.count);
  }
}

/** The health of an edge, judged by the shown reporter's counts. TCP tells no errors: with bytes it is healthy. */
export function edgeHealth(edge: Judged): Health {
  if (edge.protocol === 'tcp') return tcpHealth(edge);
  const failed = new Map<OutcomeClass, number>();
  addFailures(failed, edge);
  const report = edge.reports[edge.shown];
  // Without an answer to the query of failures, silence is not success.
  const total = report?.errorCount === null ? null : (report?.count ?? null);
  return asHealth(judge(failed, total), edge.shown);
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
): Health {
  const byTraffic = inboundHealth(inbound, outbound);
  const byPods = podHealth(pods);
  if (byPods === null || severity[byTraffic.status] > severity[byPods.status]) return byTraffic;
  return byPods;
}

function inboundHealth(inbound: readonly GraphEdge[], outbound: readonly GraphEdge[]): Health {
  const requests = inbound.filter((edge) => edge.protocol !== 'tcp');
  const judged = requests.filter((edge) => edge.health.status !== 'idle');
  if (judged.length === 0) return withoutRequests(inbound, outbound);
  const failed = new Map<OutcomeClass, number>();
  let total: number | null = 0;
  for (const edge of judged) {
    addFailures(failed, edge);
    total = edge.health.total === null || total === null ? null : total + edge.health.total;
  }
  const [first, ...rest] = judged.map((edge) => edge.shown);
  return asHealth(judge(failed, total), first !== undefined && rest.every((r) => r === first) ? first : null);
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
