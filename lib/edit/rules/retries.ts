import { isObject, objectAt, textAt } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { parseDuration } from '#lib/istio/duration.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import { durationText } from '../duration-text.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setFields, setGroup } from '../set-fields.ts';
import { editRule, type RuleEdit } from './edit-rule.ts';
import type { RuleTarget } from './rule-target.ts';

export interface Retries {
  readonly target: RuleTarget;
  /** Null takes them all away, so that the mesh's default holds; undefined fields stay as they are, null ones go. */
  readonly retries: {
    /** How often a request is tried again: 0 is never. */
    readonly attempts: number;
    /** What one try may take, whole milliseconds. */
    readonly perTryMs?: number | null;
    /** Conditions of Envoy, comma-separated: `5xx,reset`. VirtualServices only. */
    readonly on?: string | null;
  } | null;
}

/** The plan that sets or removes how a rule tries requests again. */
export function setRetries(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { target, retries }: Retries,
): Result<ChangePlan, string> {
  const refused = retries === null ? null : refusal(retries);
  return refused === null ? editRule(cluster, live, target, editOf(retries)) : err(refused);
}

function refusal({ attempts, perTryMs = null, on = null }: NonNullable<Retries['retries']>): string | null {
  if (!Number.isInteger(attempts) || attempts < 0) return 'Attempts are a whole number of 0 or more.';
  if (perTryMs !== null && (!Number.isInteger(perTryMs) || perTryMs < 1))
    return 'What one try may take is a whole number of milliseconds, 1 or more.';
  // validateHTTPRetry, istio/istio pkg/config/validation 86c9f01f.
  if (attempts === 0 && (perTryMs !== null || on !== null))
    return 'Without attempts there is nothing to set a time or conditions for.';
  return null;
}

function editOf(retries: Retries['retries']): RuleEdit {
  const perTry = typeof retries?.perTryMs === 'number' ? durationText(retries.perTryMs) : retries?.perTryMs;
  // What was there for tries goes with the last of them: istiod refuses it beside 0.
  const none = retries?.attempts === 0;
  return {
    istio: (rule) => {
      if (retries === null) return ok([setFields(rule, { retries: null })]);
      const fields = none
        ? { attempts: 0 }
        : setFields(objectAt(rule, 'retries'), {
            attempts: retries.attempts,
            perTryTimeout: perTry,
            retryOn: retries.on,
          });
      return ok([setFields(rule, { retries: fields })]);
    },
    gatewayApi: (rule) => {
      if (retries?.on != null)
        return err('An HTTPRoute names status codes, not conditions: edit them as YAML.');
      const timeouts = objectAt(rule, 'timeouts');
      const request = parseDuration(textAt(timeouts, 'request'));
      if (request !== null && (retries?.perTryMs ?? 0) > request)
        return err(`The whole request may take ${textAt(timeouts, 'request')}: one try may not take longer.`);
      const before = isObject(rule.retry) ? rule.retry : {};
      const retry = retries === null ? null : setFields(before, { attempts: retries.attempts });
      return ok([
        setFields(rule, {
          retry,
          timeouts: setGroup(timeouts, { backendRequest: retries === null ? null : perTry }),
        }),
      ]);
    },
  };
}
