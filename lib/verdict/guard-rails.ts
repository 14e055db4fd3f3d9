import type { Check } from '#lib/core/check.ts';
import { decimal, unitSpace } from '#lib/format/number.ts';
import { type Burn, burnsTooFast } from './burn-rate.ts';
import type { Limits } from './limits.ts';
import type { Verdict } from './verdict.ts';

/** The share of a version now and after the step, in percent. */
export interface ShareStep {
  readonly version: string;
  readonly now: number;
  readonly next: number;
}

/** What a step is judged by. */
export interface GuardRailInput {
  readonly shares: readonly ShareStep[];
  /** The version that gives most, with which the others are compared; null where it is not known. */
  readonly stable: string | null;
  readonly verdicts: readonly Verdict[];
  readonly burn: Burn;
  /** What is wrong with the service besides the canary, a sentence each. */
  readonly incidents: readonly string[];
  readonly limits: Limits;
}

const passes = (code: string, says: string): Check => ({
  code,
  outcome: 'passes',
  says,
  cure: null,
  confirm: null,
});
const warns = (code: string, says: string, cure: string | null = null): Check => ({
  ...passes(code, says),
  outcome: 'warns',
  cure,
});
const blocks = (code: string, says: string, cure: string, confirm: string): Check => ({
  ...passes(code, says),
  outcome: 'blocks',
  cure,
  confirm,
});

/**
 * What stands in the way of a step of a traffic split. A version that is given more must not be worse than the one that gives it,
 * and a canary gets no more while anything else is wrong with the service; a step is small, and none or all is never an accident.
 * What gives more to the version that had most already, or to one that is better, is a way out: it is held to the size alone. An undo
 * is not asked at all: it must never be hindered. Each rail that blocks is passed by typing its word.
 */
export function guardRails(input: GuardRailInput): readonly Check[] {
  const moved = input.shares.filter(({ now, next }) => now !== next);
  if (moved.length === 0) return [];
  const raised = moved.filter(({ version, now, next }) => next > now && version !== input.stable);
  const outward = raised.every((step) => step.now >= 50 || isBetter(step, input));
  return [
    ...raised.flatMap((step) => ofCanary(step, input)),
    ...(outward ? [] : [burning(input), incident(input)]),
    stepSize(moved, input.limits),
    allOrNothing(moved),
  ];
}

/** Whether fewer of a version's requests fail, beyond chance. */
const isBetter = ({ version }: ShareStep, { verdicts }: GuardRailInput): boolean =>
  verdicts.some(
    (one) => one.version === version && one.verdict === 'not-worse' && (one.failed?.high ?? 0) < 0,
  );

function ofCanary({ version, now }: ShareStep, input: GuardRailInput): readonly Check[] {
  const found = input.verdicts.find((one) => one.version === version);
  if (now === 0)
    return [passes('canary', `${version} gets no requests by this rule yet: there is nothing to compare.`)];
  if (found === undefined)
    return [warns('canary', `Nothing is known of the requests of ${version}, so it is not compared.`)];
  if (found.verdict === 'not-enough-data')
    return [
      warns('canary', found.says, 'Wait until there is enough, or take a smaller step.'),
      slow(found, input),
    ];
  return [...failures(found), slow(found, input)];
}

/** One that is slow alone is told so by the other check. */
function failures({ version, reasons, says }: Verdict): readonly Check[] {
  if (reasons.length === 1 && reasons[0] === 'slow') return [];
  return reasons.includes('fails') || reasons.includes('refuses')
    ? [blocks('canary', says, `Take ${version} back, and mend it first.`, `${version} is worse`)]
    : [passes('canary', says)];
}

function slow({ version, stable, reasons, p99Ratio }: Verdict, { limits }: GuardRailInput): Check {
  const code = 'canary-latency';
  if (p99Ratio === null) return warns(code, `The latency of ${version} is not known.`);
  const ratio = `The p99 of ${version} is ${decimal(p99Ratio, 2)} times that of ${stable}`;
  const limit = `${decimal(limits.latencyRatio, 2)} times is allowed`;
  if (p99Ratio <= limits.latencyRatio) return passes(code, `${ratio}; ${limit}.`);
  if (!reasons.includes('slow')) return warns(code, `${ratio}, which may be chance; ${limit}.`);
  return blocks(
    code,
    `${ratio}; ${limit}.`,
    `Take ${version} back, and mend it first.`,
    `${version} is slower`,
  );
}

function burning({ burn, limits }: GuardRailInput): Check {
  const code = 'burn-rate';
  const tooFast = burnsTooFast(burn, limits);
  const objective = `the ${decimal(limits.objective, 3)}${unitSpace}% objective`;
  if (tooFast === null) return warns(code, `How fast failures use up ${objective} is not known.`);
  const rates = `${decimal(burn.short ?? 0, 1)} times over 5 min, ${decimal(burn.long ?? 0, 1)} times over 1 h`;
  const says = `Failures use up ${objective} at ${rates}; ${decimal(limits.burnRate, 1)} times is allowed.`;
  return tooFast ? blocks(code, says, 'Find out what fails first.', 'too many fail') : passes(code, says);
}

function incident({ incidents }: GuardRailInput): Check {
  const [first, ...rest] = incidents;
  if (first === undefined) return passes('incident', 'Nothing else is wrong with the service.');
  const others = rest.length === 0 ? '' : ` So ${rest.length === 1 ? 'does' : 'do'} ${rest.length} more.`;
  return blocks(
    'incident',
    `${first}${others}`,
    'Mend that first: a step now would hide its cause.',
    'in an incident',
  );
}

function stepSize(moved: readonly ShareStep[], { maxStep }: Limits): Check {
  const largest = moved.reduce((most, step) => (sizeOf(step) > sizeOf(most) ? step : most));
  const says = `The share of ${largest.version} moves by ${decimal(sizeOf(largest), 1)} points at once; ${decimal(maxStep, 1)} are allowed.`;
  // Shares of weights such as 1 of 3 are no whole percents.
  return sizeOf(largest) <= maxStep + 1e-6
    ? passes('step-size', says)
    : blocks('step-size', says, 'Take it in smaller steps.', 'all at once');
}

const sizeOf = ({ now, next }: ShareStep): number => Math.abs(next - now);

function allOrNothing(moved: readonly ShareStep[]): Check {
  const code = 'all-or-nothing';
  const all = moved.find(({ next }) => next >= 100);
  if (all !== undefined)
    return blocks(
      code,
      `${all.version} will get all requests.`,
      'Keep a part on the other versions.',
      `all to ${all.version}`,
    );
  const nothing = moved.find(({ next }) => next <= 0);
  return nothing === undefined
    ? passes(code, 'No version gets all requests, and none loses all.')
    : blocks(
        code,
        `${nothing.version} will get no requests.`,
        `Keep a part on ${nothing.version}.`,
        `none to ${nothing.version}`,
      );
}
