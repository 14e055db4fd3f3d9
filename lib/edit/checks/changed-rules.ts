import { sameJson } from '#lib/core/json.ts';
import type { RouteRule } from '../split/route-rule.ts';
import { routeRules } from '../split/route-rules.ts';
import type { PlannedStep } from './plan-input.ts';

/** A rule that a plan writes anew, beside what it was. */
export interface ChangedRule {
  readonly step: PlannedStep;
  /** Null where the plan adds it. */
  readonly was: RouteRule | null;
  readonly rule: RouteRule;
}

/** The rules of a step's object whose matches or destinations the step changes, in the order in which they will stand. */
export function changedRules(step: PlannedStep): readonly ChangedRule[] {
  const paired = pairedRules(step);
  return paired.filter(({ was, rule }) => was === null || !sameJson(judged(was), judged(rule)));
}

/** Every rule of a step's object after it, beside what it was: a rule keeps itself when others are put before it. */
export function pairedRules(step: PlannedStep): readonly ChangedRule[] {
  const before = step.before === null ? [] : routeRules(step.before);
  const after = step.after === null ? [] : routeRules(step.after);
  const free = new Set(before);
  const take = (found: RouteRule | undefined): RouteRule | null => {
    if (found !== undefined) free.delete(found);
    return found ?? null;
  };
  const known = after.map((rule) => take([...free].find((other) => sameJson(asked(other), asked(rule)))));
  return after.map((rule, i) => ({
    step,
    rule,
    was:
      known[i] ?? (before.length === after.length ? take([...free].find(({ id }) => id === rule.id)) : null),
  }));
}

const asked = ({ protocol, name, matches, delegate }: RouteRule) => ({
  protocol,
  name,
  matches: [...matches],
  delegate: delegate === null ? null : { ...delegate },
});

const judged = (rule: RouteRule) => ({
  ...asked(rule),
  destinations: rule.destinations.map(({ fullHost, subset, port, effective }) => ({
    fullHost,
    subset,
    port,
    effective,
  })),
});
