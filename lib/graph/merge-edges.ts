import { type EdgeId, edgeId, type NodeId } from '#lib/core/ids.ts';
import { milliseconds, share } from '#lib/core/units.ts';
import { type EdgeTolerances, edgeHealth } from './decorate/health.ts';
import type { EdgeReport, GraphEdge, Mtls, ResponseRow } from './model.ts';
import { compareRows, reporters, shownReporter } from './report.ts';

/** Different edges drawn as one between other ends. Reports of one reporter add up; reporters stay apart. */
export function mergeEdges(
  ends: { readonly id: string; readonly source: NodeId; readonly target: NodeId },
  edges: readonly [GraphEdge, ...GraphEdge[]],
  tolerated?: EdgeTolerances,
): GraphEdge {
  const [first, ...others] = edges;
  const reports: GraphEdge['reports'] = { source: null, destination: null, waypoint: null, ztunnel: null };
  for (const reporter of reporters) {
    const [report, ...more] = edges.map((edge) => edge.reports[reporter]).filter((r) => r !== null);
    if (report !== undefined) reports[reporter] = more.reduce(addReports, report);
  }
  const judged = {
    protocol: first.protocol,
    reports,
    shown: shownReporter(reports, (name) => edges.filter((edge) => edge.reports[name] !== null).length),
    responses: mergeRows(edges.flatMap((edge) => edge.responses)),
  };
  const sameService = others.every((other) => other.service?.host === first.service?.host);
  return {
    id: idOf(ends.id),
    source: ends.source,
    target: ends.target,
    service: sameService ? first.service : null,
    ...judged,
    mtls: mergeMtls(edges),
    split: others.length === 0 ? first.split : null,
    health: edgeHealth(judged, tolerated),
    findings: others.reduce(
      (most, { findings }) => ({
        error: Math.max(most.error, findings.error),
        warning: Math.max(most.warning, findings.warning),
        info: Math.max(most.info, findings.info),
      }),
      first.findings,
    ),
  };
}

const idOf = (text: string): EdgeId => edgeId.parse(text);

/** A sum where both are known, else what is known. */
function plus<N extends number>(a: N | null, b: N | null): N | null {
  if (a === null || b === null) return a ?? b;
  // A sum of two numbers of one unit has that unit.
  return (a + b) as N;
}

function addReports(a: EdgeReport, b: EdgeReport): EdgeReport {
  return {
    rate: plus(a.rate, b.rate),
    count: plus(a.count, b.count),
    errorRate: plus(a.errorRate, b.errorRate),
    errorCount: plus(a.errorCount, b.errorCount),
    avgLatency: meanLatency(a, b),
    sentBytes: plus(a.sentBytes, b.sentBytes),
    receivedBytes: plus(a.receivedBytes, b.receivedBytes),
    sentMessages: plus(a.sentMessages, b.sentMessages),
    receivedMessages: plus(a.receivedMessages, b.receivedMessages),
  };
}

function meanLatency(a: EdgeReport, b: EdgeReport): EdgeReport['avgLatency'] {
  if (a.avgLatency === null || b.avgLatency === null) return a.avgLatency ?? b.avgLatency;
  const [x, y] = [a.rate ?? 1, b.rate ?? 1];
  return x + y === 0 ? a.avgLatency : milliseconds.parse((a.avgLatency * x + b.avgLatency * y) / (x + y));
}

function mergeRows(rows: readonly ResponseRow[]): ResponseRow[] {
  const merged = new Map<string, ResponseRow>();
  for (const row of rows) {
    const key = `${row.reporter} ${row.code} ${row.grpcStatus} ${row.flags.join()}`;
    const before = merged.get(key);
    const sum = before === undefined ? row : { ...row, count: before.count + row.count };
    merged.set(key, before === undefined ? row : { ...sum, rate: plus(before.rate, row.rate) ?? row.rate });
  }
  return [...merged.values()].sort(compareRows);
}

/** Shares weigh as much as the traffic they are of. */
function mergeMtls(edges: readonly GraphEdge[]): Mtls {
  let [weight, mutual] = [0, 0];
  let reporter: Mtls['reporter'] = null;
  for (const { mtls, reports } of edges) {
    if (mtls.share === null || mtls.reporter === null) continue;
    const report = reports[mtls.reporter];
    const own = (report?.rate ?? (report?.sentBytes ?? 0) + (report?.receivedBytes ?? 0)) || 1e-9;
    weight += own;
    mutual += own * mtls.share;
    reporter ??= mtls.reporter;
  }
  if (weight === 0) return { state: 'unknown', share: null, reporter: null };
  const all = mutual / weight;
  const state = all >= 1 - 1e-9 ? 'all' : all <= 1e-9 ? 'none' : 'partial';
  return { state, share: share.parse(Math.min(1, all)), reporter };
}
