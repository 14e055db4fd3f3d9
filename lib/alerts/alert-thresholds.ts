import type { EdgeTolerances } from '#lib/graph/decorate/health.ts';
import type { Protocol } from '#lib/graph/model.ts';
import { connectionTolerances } from '#lib/health/connection.ts';
import { applying } from '#lib/health/judge.ts';
import type { Tolerance } from '#lib/health/tolerance.ts';
import type { AlertSeverity } from './alert-rule.ts';

/** A share of requests, 0 to 1, and what is counted against it. */
export interface Threshold {
  readonly share: number;
  readonly counts: (code: string) => boolean;
}

/**
 * The thresholds in force for an edge, of its caller and of its callee: what fails wakes somebody, what is degraded warns. Codes
 * with the same threshold are counted together.
 */
export function alertThresholds(
  protocol: Protocol,
  { source, target }: EdgeTolerances,
  severity: AlertSeverity,
): readonly Threshold[] {
  const own = (shares: readonly Tolerance[], direction: 'inbound' | 'outbound') =>
    applying(protocol === 'tcp' ? connectionTolerances(shares) : shares, { protocol, direction });
  const all = [
    ...own(target.shares, 'inbound'),
    ...(source === target ? [] : own(source.shares, 'outbound')),
  ];
  const shareOf = ({ failing, degraded }: Tolerance) => (severity === 'critical' ? failing : degraded);
  return [...Map.groupBy(all, shareOf)]
    .map(([share, tolerances]) => ({
      share,
      counts: (code: string) => tolerances.some((each) => each.code.test(code)),
    }))
    .sort((a, b) => a.share - b.share);
}

/** What is held where no tolerance speaks of a code, a share of requests. */
const unsaid: Readonly<Record<AlertSeverity, number>> = { critical: 0.1, warning: 0 };

/** The share of requests with one code that is held, the strictest that counts it. */
export function shareOfCode(thresholds: readonly Threshold[], code: string, severity: AlertSeverity): number {
  return thresholds.find(({ counts }) => counts(code))?.share ?? unsaid[severity];
}
