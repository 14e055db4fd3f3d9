import { objectAt, textAt } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { parseDuration } from '#lib/istio/duration.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import { durationText } from '../duration-text.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setFields, setGroup } from '../set-fields.ts';
import { editRule } from './edit-rule.ts';
import type { RuleTarget } from './rule-target.ts';

export interface RequestTimeout {
  readonly target: RuleTarget;
  /** Whole milliseconds, 1 or more; null takes the timeout away. */
  readonly timeoutMs: number | null;
}

/** The plan that sets or removes how long a request may take in all, tries again included. */
export function setRequestTimeout(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { target, timeoutMs }: RequestTimeout,
): Result<ChangePlan, string> {
  if (timeoutMs !== null && (!Number.isInteger(timeoutMs) || timeoutMs < 1))
    return err('A timeout is a whole number of milliseconds, 1 or more.');
  const timeout = timeoutMs === null ? null : durationText(timeoutMs);
  return editRule(cluster, live, target, {
    istio: (rule) => ok([setFields(rule, { timeout })]),
    gatewayApi: (rule) => {
      const timeouts = objectAt(rule, 'timeouts');
      const perTry = parseDuration(textAt(timeouts, 'backendRequest'));
      // The API server refuses it (HTTPRouteTimeouts, Gateway API v1).
      if (timeoutMs !== null && perTry !== null && perTry > timeoutMs)
        return err(`One try may take ${textAt(timeouts, 'backendRequest')}: shorten that first.`);
      return ok([setFields(rule, { timeouts: setGroup(timeouts, { request: timeout }) })]);
    },
  });
}
