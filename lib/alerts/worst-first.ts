import type { GraphEdge } from '#lib/graph/model.ts';
import type { AlertLabels } from './alert-labels.ts';

const harm = { failing: 4, degraded: 3, unknown: 2, healthy: 1, idle: 0 } as const;

/** Edges with the outcome that an alert names, then what harms most. */
export function worstFirst(edges: readonly GraphEdge[], labels: AlertLabels): readonly GraphEdge[] {
  const scored = edges.map((edge) => ({
    edge,
    score: [Number(endsSo(edge, labels)), harm[edge.health.status], edge.reports[edge.shown]?.errorRate ?? 0],
  }));
  return scored
    .sort((a, b) => compare(b.score, a.score) || (a.edge.id < b.edge.id ? -1 : 1))
    .map(({ edge }) => edge);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) if (value !== b[i]) return value - (b[i] ?? 0);
  return 0;
}

function endsSo({ responses }: GraphEdge, labels: AlertLabels): boolean {
  const { response_code: code, response_flags: flags, grpc_response_status: status } = labels;
  if (!code && !flags && !status) return false;
  const wanted = (flags ?? '').split(',').filter((flag) => flag !== '' && flag !== '-');
  return responses.some(
    (row) =>
      (!code || row.code === (code === '0' ? '-' : code)) &&
      (!status || row.grpcStatus === status) &&
      wanted.every((flag) => row.flags.includes(flag)),
  );
}
