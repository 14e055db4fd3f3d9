import { isObject, type JsonObject, textAt } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import { durationText } from '../duration-text.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setFields } from '../set-fields.ts';
import { editRule, type RuleEdit } from './edit-rule.ts';
import { faultUntil } from './fault-until.ts';
import { type HeaderMatch, headerRefusal, withIstioHeader } from './header-match.ts';
import type { RuleTarget } from './rule-target.ts';

/** What is done to requests on purpose. Percentages are 0 to 100. */
export interface Fault {
  readonly delay: { readonly ms: number; readonly percent: number } | null;
  readonly abort:
    | { readonly httpStatus: number; readonly percent: number }
    | { readonly grpcStatus: string; readonly percent: number }
    | null;
}

export interface FaultChange {
  readonly target: RuleTarget;
  readonly fault: Fault;
  /** Requests with this header alone, by a rule of their own before the target; null for all that the rule takes. */
  readonly header: HeaderMatch | null;
  /** When a person should be reminded to take it away (RFC 3339): kept on the object, nothing ends by it. */
  readonly until: string;
}

/** Marks a rule that was made to hold a fault: it goes with the fault. */
const made = 'weft-fault';

/** The plan that injects a fault in what a rule takes. Another one of the same rule is replaced. */
export function setFault(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { target, fault, header, until }: FaultChange,
): Result<ChangePlan, string> {
  const refused = refusal(fault, until) ?? (header === null ? null : headerRefusal(header));
  if (refused !== null) return err(refused);
  const written = writtenFault(fault);
  return editRule(cluster, live, target, {
    istio: (rule) => {
      if (header === null) return ok([setFields(rule, { fault: written })]);
      const name = [made, textAt(rule, 'name')].filter(Boolean).join('-');
      return ok([{ ...rule, name, match: withIstioHeader(rule, header), fault: written }, rule]);
    },
    gatewayApi: () => err(notThere),
    annotations: () => ({ [faultUntil]: until }),
  });
}

/** The plan that takes a fault away, and with it the rule that was made to hold it. The reminder goes with the object's last fault. */
export function clearFault(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  target: Extract<RuleTarget, { readonly rule: string }>,
): Result<ChangePlan, string> {
  const edit: RuleEdit = {
    istio: (rule) =>
      !isObject(rule.fault)
        ? err('The rule injects no fault.')
        : ok(textAt(rule, 'name').startsWith(made) ? [] : [setFields(rule, { fault: null })]),
    gatewayApi: () => err(notThere),
    annotations: (rules): Readonly<Record<string, null>> =>
      rules.some(({ fault }) => isObject(fault)) ? {} : { [faultUntil]: null },
  };
  return editRule(cluster, live, target, edit);
}

const notThere = 'The Gateway API has no fault injection: a VirtualService has.';

const isPercent = (percent: number): boolean => percent > 0 && percent <= 100;

function refusal({ delay, abort }: Fault, until: string): string | null {
  if (delay === null && abort === null) return 'A fault delays requests, aborts them, or both.';
  if (delay !== null && (!Number.isInteger(delay.ms) || delay.ms < 1))
    return 'A delay is a whole number of milliseconds, 1 or more.';
  if (![delay, abort].every((part) => part === null || isPercent(part.percent)))
    return 'A fault is for more than 0 and at most 100 percent of requests.';
  // validateHTTPFaultInjectionAbort, istio/istio pkg/config/validation 86c9f01f.
  if (
    abort !== null &&
    'httpStatus' in abort &&
    !(Number.isInteger(abort.httpStatus) && abort.httpStatus >= 200 && abort.httpStatus <= 599)
  )
    return 'An abort answers with a status from 200 to 599.';
  return Number.isNaN(Date.parse(until)) ? 'When to be reminded of the fault is not a moment in time.' : null;
}

function writtenFault({ delay, abort }: Fault): JsonObject {
  const percentage = (percent: number) => ({ percentage: { value: percent } });
  return {
    ...(delay === null
      ? {}
      : { delay: { fixedDelay: durationText(delay.ms), ...percentage(delay.percent) } }),
    ...(abort === null ? {} : { abort: { ...statusOf(abort), ...percentage(abort.percent) } }),
  };
}

const statusOf = (abort: NonNullable<Fault['abort']>): JsonObject =>
  'httpStatus' in abort ? { httpStatus: abort.httpStatus } : { grpcStatus: abort.grpcStatus };
