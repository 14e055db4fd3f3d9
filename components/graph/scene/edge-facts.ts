import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { noData } from '#lib/format/number.ts';
import { formatBytesRate, formatRateShort } from '#lib/format/rate.ts';
import { formatDeclaredObserved, formatErrorShare, formatShare } from '#lib/format/share.ts';
import { type EdgeValues, throughputOf } from '#lib/graph/measures/shown-values.ts';
import type { EdgeReport, GraphEdge, Split } from '#lib/graph/model.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import { sumRates } from './sum-rates.ts';

/** The report whose numbers stand for the edge. */
export const shownReport = (edge: GraphEdge): EdgeReport | null => edge.reports[edge.shown];

/** Requests per second, as shown for the edge; null for TCP. */
export const edgeRate = (edge: GraphEdge): number | null => shownReport(edge)?.rate ?? null;

/** gRPC messages per second, one way or both, where a view counts them. */
export function edgeMessages(edge: GraphEdge): number | null {
  const report = shownReport(edge);
  return report === null ? null : sumRates([report.sentMessages, report.receivedMessages]);
}

export const formatMessages = (perSecond: number): string => formatRateShort(perSecond, 'msg/s');

/** The rate in its own unit: requests, messages where they are counted, or for TCP bytes where any flow. */
export function edgeRateText(edge: GraphEdge): string {
  const report = shownReport(edge);
  const messages = edgeMessages(edge);
  if (messages !== null) return formatMessages(messages);
  if (edge.protocol !== 'tcp') return formatRateShort(report?.rate ?? null);
  const bytes = (report?.sentBytes ?? 0) + (report?.receivedBytes ?? 0);
  const known = report !== null && (report.sentBytes !== null || report.receivedBytes !== null);
  if (known) return formatBytesRate(bytes);
  return report?.count ? plural(report.count, 'connection') : noData;
}

export const edgeErrorText = (edge: GraphEdge): string =>
  formatErrorShare(edge.health.failed, edge.health.total);

export const edgeLatencyText = (edge: GraphEdge): string =>
  formatLatency(shownReport(edge)?.avgLatency ?? null);

/** What of one edge is asked of Prometheus, or worked out from the whole graph, beside what the edge itself carries. */
export interface EdgeExtras {
  /** Null until it has been read, or where it could not be. */
  readonly values: EdgeValues | null;
  /** The part of the requests of its source, 0 to 1. */
  readonly share: number | null;
}

export const noExtras: EdgeExtras = { values: null, share: null };

/** Milliseconds or bytes per second; null where there is no data, or it has not been read. */
export function edgeMeasure(edge: GraphEdge, measure: EdgeMeasure, { values }: EdgeExtras): number | null {
  if (measure === 'request-throughput') return throughputOf(edge, 'request', values);
  if (measure === 'response-throughput') return throughputOf(edge, 'response', values);
  return values?.[measure] ?? null;
}

/** A measure with its unit; no data is a dash. */
export function edgeMeasureText(edge: GraphEdge, measure: EdgeMeasure, extras: EdgeExtras): string {
  const value = edgeMeasure(edge, measure, extras);
  return measure.endsWith('-throughput') ? formatBytesRate(value) : formatLatency(value);
}

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
