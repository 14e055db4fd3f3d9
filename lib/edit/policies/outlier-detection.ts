import { objectAt } from '#lib/core/json.ts';
import { err, type Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import { durationText } from '../duration-text.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setFields, setGroup } from '../set-fields.ts';
import { editPolicy } from './edit-policy.ts';
import type { PolicyTarget } from './policy-target.ts';

/** Null takes a field away, so that the default holds; one that is left out stays as it is. */
export interface OutlierFields {
  /** 0 turns this off. */
  readonly consecutive5xxErrors?: number | null;
  /** 502, 503 and 504 alone; 0 turns this off. */
  readonly consecutiveGatewayErrors?: number | null;
  readonly intervalMs?: number | null;
  readonly baseEjectionMs?: number | null;
  /** 0 to 100. */
  readonly maxEjectionPercent?: number | null;
  /** 0 to 100. */
  readonly minHealthPercent?: number | null;
}

export interface OutlierDetectionChange {
  readonly target: PolicyTarget;
  /** Null takes outlier detection away: no pod is left out. */
  readonly outliers: OutlierFields | null;
}

/** The plan that leaves failing pods of a service out, or no longer does. */
export function setOutlierDetection(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { target, outliers }: OutlierDetectionChange,
): Result<ChangePlan, string> {
  const refused = outliers === null ? null : refusal(outliers);
  if (refused !== null) return err(refused);
  return editPolicy(cluster, live, target, (policy) => {
    if (outliers === null) return setFields(policy, { outlierDetection: null });
    const { intervalMs, baseEjectionMs, ...rest } = outliers;
    const after = setGroup(objectAt(policy, 'outlierDetection'), {
      ...rest,
      interval: textOf(intervalMs),
      baseEjectionTime: textOf(baseEjectionMs),
    });
    return setFields(policy, { outlierDetection: after });
  });
}

const textOf = (milliseconds: number | null | undefined): string | null | undefined =>
  typeof milliseconds === 'number' ? durationText(milliseconds) : milliseconds;

function refusal({
  intervalMs,
  baseEjectionMs,
  maxEjectionPercent,
  minHealthPercent,
  ...counts
}: OutlierFields): string | null {
  const whole = (value: number | null | undefined, least: number, most = Number.MAX_SAFE_INTEGER): boolean =>
    value == null || (Number.isInteger(value) && value >= least && value <= most);
  if (!Object.values(counts).every((count) => whole(count, 0)))
    return 'Errors in a row are a whole number of 0 or more.';
  if (![intervalMs, baseEjectionMs].every((time) => whole(time, 1)))
    return 'A time is a whole number of milliseconds, 1 or more.';
  return [maxEjectionPercent, minHealthPercent].every((percent) => whole(percent, 0, 100))
    ? null
    : 'A percentage is a whole number from 0 to 100.';
}
