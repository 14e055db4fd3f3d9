import { formatLatency } from '#lib/format/duration.ts';
import { formatBytesRate, formatRateShort } from '#lib/format/rate.ts';
import { formatDeclaredObserved, formatErrorShare, formatShare } from '#lib/format/share.ts';
import type { EdgeReport, GraphEdge, Split } from '#lib/graph/model.ts';

/** The report whose numbers stand for the edge. */
export const shownReport = (edge: GraphEdge): EdgeReport | null => edge.reports[edge.shown];

/** Requests per second, or for TCP connections that ended per second, as shown for the edge. */
export const edgeRate = (edge: GraphEdge): number | null => shownReport(edge)?.rate ?? null;

/** The rate in its own unit: requests, or for TCP bytes when no connection was counted. */
export function edgeRateText(edge: GraphEdge): string {
  const report = shownReport(edge);
  if (edge.protocol !== 'tcp') return formatRateShort(report?.rate ?? null);
  const bytes = (report?.sentBytes ?? 0) + (report?.receivedBytes ?? 0);
  const known = report !== null && (report.sentBytes !== null || report.receivedBytes !== null);
  return known ? formatBytesRate(bytes) : formatRateShort(report?.rate ?? null, 'conn/s');
}

export const edgeErrorText = (edge: GraphEdge): string =>
  formatErrorShare(edge.health.failed, edge.health.total);

export const edgeLatencyText = (edge: GraphEdge): string =>
  formatLatency(shownReport(edge)?.avgLatency ?? null);

/** Declared beside observed: `v2 10 → 9.6 %`, or what keeps them from being compared. */
export function splitText(split: Split, version: string | null): string {
  const name = version ? `${version} ` : '';
  switch (split.verdict) {
    case 'compared':
      return name + formatDeclaredObserved(split.declared, split.observed);
    case 'waiting':
      return `${name}${formatShare(split.declared)}, waiting`;
    case 'mixture':
      return `${name}mixture of ${split.rules.length} rules`;
  }
}

/** Code and flags of the most frequent error: `503 UC`. */
export function leadingError(edge: GraphEdge): string | null {
  const errors = edge.responses.filter((row) => row.error);
  const atShown = errors.filter((row) => row.reporter === edge.shown);
  const [top] = [...(atShown.length > 0 ? atShown : errors)].sort((a, b) => b.count - a.count);
  if (!top) return null;
  const code = top.grpcStatus && top.grpcStatus !== '0' ? `gRPC ${top.grpcStatus}` : top.code;
  // A connection ends without a code.
  return [...(edge.protocol === 'tcp' ? [] : [code]), ...top.flags].join(' ');
}
