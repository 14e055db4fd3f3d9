import type { FindingLevel } from '#lib/core/finding.ts';
import type { GraphEdge, Health, HealthStatus } from '#lib/graph/model.ts';

const order: readonly HealthStatus[] = ['unknown', 'idle', 'healthy', 'degraded', 'failing'];

/** From the least to the most urgent: unknown, idle, healthy, degraded, failing. */
export const severity = (status: HealthStatus): number => order.indexOf(status);

/** The most urgent of some; `idle` when there is none. */
export function worst(statuses: Iterable<HealthStatus>): HealthStatus {
  let result: HealthStatus | null = null;
  for (const status of statuses) {
    if (result === null || severity(status) > severity(result)) result = status;
  }
  return result ?? 'idle';
}

/** Share of failures behind a health, or null when nothing was counted. */
export const errorShare = (health: Health): number | null =>
  health.failed === null || health.total === null || health.total <= 0 ? null : health.failed / health.total;

/** The highest level with a finding. */
export function highestFinding(findings: Partial<Record<FindingLevel, number>>): FindingLevel | null {
  const levels: readonly FindingLevel[] = ['error', 'warning', 'info'];
  return levels.find((level) => (findings[level] ?? 0) > 0) ?? null;
}

/** Failing first, then by share of failures, then by how many failed, then by identity. */
export function byUrgency(a: GraphEdge, b: GraphEdge): number {
  return (
    severity(b.health.status) - severity(a.health.status) ||
    (errorShare(b.health) ?? -1) - (errorShare(a.health) ?? -1) ||
    (b.health.failed ?? -1) - (a.health.failed ?? -1) ||
    a.id.localeCompare(b.id)
  );
}
