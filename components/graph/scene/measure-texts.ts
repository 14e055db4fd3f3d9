import { noData } from '#lib/format/number.ts';
import { formatBytesRate } from '#lib/format/rate.ts';
import { formatShare } from '#lib/format/share.ts';
import type { GraphEdge } from '#lib/graph/model.ts';
import { type EdgeMeasure, edgeMeasures, isEdgeMeasure } from '#lib/url/edge-measures.ts';
import type { EdgeLabel } from '#lib/url/graph-codec.ts';
import { type EdgeExtras, edgeLatencyText, edgeMeasure, edgeMeasureText } from './edge-facts.ts';

/** What stands before a number on an edge. */
const short: Record<EdgeMeasure, string> = {
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  'request-throughput': 'req',
  'response-throughput': 'resp',
};

/** Response times and bytes of an edge as it carries them; what is not known is left out. The bytes of TCP stand as its rate. */
export function measureTexts(edge: GraphEdge, labels: readonly EdgeLabel[], extras: EdgeExtras): string[] {
  if (edge.protocol === 'tcp') return [];
  const measured = edgeMeasures
    .filter((measure) => labels.includes(measure))
    .map((measure) => [short[measure], edgeMeasureText(edge, measure, extras)] as const)
    .filter(([, text]) => text !== noData)
    .map(([name, text]) => `${name} ${text}`);
  const mean = labels.includes('latency') ? edgeLatencyText(edge) : noData;
  if (mean === noData) return measured;
  // Beside a percentile a bare number would not say which it is.
  return [labels.some(isPercentile) ? `mean ${mean}` : mean, ...measured];
}

/** Bytes of several edges together. Percentiles and shares of them do not add up: they stand on single edges. */
export function sumTexts(
  edges: readonly GraphEdge[],
  labels: readonly EdgeLabel[],
  extrasOf: (edge: GraphEdge) => EdgeExtras,
): string[] {
  return (['request-throughput', 'response-throughput'] as const).flatMap((measure) => {
    if (!labels.includes(measure)) return [];
    const known = edges
      .filter(({ protocol }) => protocol !== 'tcp')
      .map((edge) => edgeMeasure(edge, measure, extrasOf(edge)))
      .filter((value) => value !== null);
    return known.length === 0
      ? []
      : [`${short[measure]} ${formatBytesRate(known.reduce((sum, value) => sum + value, 0))}`];
  });
}

const isPercentile = (label: EdgeLabel): boolean => isEdgeMeasure(label) && !label.endsWith('-throughput');

/** The part of the requests of its source; nothing where it has them all. */
export const shareText = (labels: readonly EdgeLabel[], { share }: EdgeExtras): string =>
  labels.includes('share') && share !== null && share < 1 ? `share ${formatShare(share)}` : '';
