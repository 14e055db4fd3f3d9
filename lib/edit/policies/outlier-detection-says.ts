import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { parseDuration } from '#lib/istio/duration.ts';
import type { OutlierDetection } from '#lib/istio/networking-types.ts';

/**
 * What outlier detection comes to, defaults filled in: 5 errors in a row, looked at every 10 s, left out for 30 s, at most 10 %
 * of the pods (OutlierDetection, istio/api networking/v1 b8f8791d). `pods`: how many there are, null where that is not known.
 * Proxies of today leave out no pod that would be more than the percentage (`always_eject_one_host` of Envoy is off).
 */
export function outlierDetectionSays(outliers: OutlierDetection, pods: number | null): string {
  const { consecutive5xxErrors = 5, consecutiveGatewayErrors = 0, maxEjectionPercent = 10 } = outliers;
  const errors = [
    ...(consecutive5xxErrors > 0 ? [`${consecutive5xxErrors} requests in a row with 5xx`] : []),
    ...(consecutiveGatewayErrors > 0 ? [`${consecutiveGatewayErrors} in a row with 502, 503 or 504`] : []),
  ];
  if (errors.length === 0) return 'No pod is left out: both counts of errors are 0.';
  const base = formatLatency(parseDuration(outliers.baseEjectionTime ?? '') ?? 30_000);
  const every = formatLatency(parseDuration(outliers.interval ?? '') ?? 10_000);
  const most = pods === null ? null : Math.floor((pods * maxEjectionPercent) / 100);
  return [
    `A pod that answers ${errors.join(', or ')} is left out for ${base}, longer each time it happens again.`,
    `Each client proxy judges by its own requests; who comes back is looked at every ${every}.`,
    `At most ${maxEjectionPercent} % of the pods are out at once${most === null || pods === null ? '.' : `: ${most} of ${plural(pods, 'pod')}.`}`,
    ...(most === 0 ? ['That is less than one pod, so none is ever left out.'] : []),
  ].join(' ');
}
