import type { AlertSeverity } from './alert-rule.ts';
import type { AlertSubject } from './alert-subject.ts';

/** The last bound that is proposed, where nothing is known; in milliseconds. */
const unknown = 1000;
/** One request in a hundred takes about so many times the mean where all is well. */
const tail = 5;

/**
 * A bound for the 99th percentile in milliseconds, to begin from: the latency that is tolerated, else halfway from what was usual
 * to what is slow, else well above the mean.
 */
export function latencyBound(
  { edge, tolerances: { source, target }, symptom }: AlertSubject,
  severity: AlertSeverity,
): number {
  const bounds = [...target.latency, ...source.latency]
    .filter(({ protocol }) => protocol.test(edge.protocol))
    .map(({ failing, degraded }) => (severity === 'critical' ? failing : degraded));
  if (bounds.length > 0) return Math.min(...bounds);
  if (symptom?.kind === 'slow') return round((symptom.before + symptom.now) / 2);
  const mean = edge.reports[edge.shown]?.avgLatency ?? null;
  return mean === null || mean <= 0 ? unknown : Math.max(100, round(tail * mean));
}

/** Up to two digits: 1234 is 1300. */
function round(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.max(1, Math.ceil(value / unit) * unit);
}
