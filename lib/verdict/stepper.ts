import { type EpochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { decimal, unitSpace } from '#lib/format/number.ts';
import type { Verdict } from './verdict.ts';

/** One step of a rollout: the share in percent that the canary gets, and how long it is kept at least. */
export interface RolloutStep {
  readonly share: number;
  readonly hold: Seconds;
}

/** The shares and hold times that are offered first. */
export const usualSteps: readonly RolloutStep[] = [5, 25, 50, 100].map((share) => ({
  share,
  hold: seconds.parse(share === 100 ? 0 : 600),
}));

/** What a person who drives a rollout may do now. `share`s are in percent. */
export type Advice =
  /** The step is younger than its hold time. */
  | { readonly kind: 'hold'; readonly left: Seconds; readonly share: number; readonly says: string }
  /** Held long enough, but too little was seen to tell. */
  | { readonly kind: 'wait'; readonly share: number; readonly says: string }
  | { readonly kind: 'next'; readonly share: number; readonly says: string }
  | { readonly kind: 'back'; readonly share: number; readonly says: string }
  | { readonly kind: 'done'; readonly says: string };

export interface StepperInput {
  /** In rising order of share. */
  readonly steps: readonly RolloutStep[];
  /** The canary's share now, in percent. */
  readonly share: number;
  /** When it was set; null where that is not known, and nothing is waited for. */
  readonly since: EpochSeconds | null;
  readonly now: EpochSeconds;
  /** Null where it is not known. */
  readonly verdict: Verdict | null;
}

const percent = (share: number): string => `${decimal(share, 1)}${unitSpace}%`;

/**
 * What to do next in a rollout by steps. A canary that is worse goes back to the step before at any time; one that is not goes on
 * when its step was held and there is enough to tell. It is advice: nothing is set by it.
 */
export function adviseStep(input: StepperInput): Advice {
  const { steps, share, verdict } = input;
  const next = steps.find((step) => step.share > share);
  const before = steps.findLast((step) => step.share < share)?.share ?? 0;
  if (share > 0 && verdict?.verdict === 'worse')
    return { kind: 'back', share: before, says: `Go back to ${percent(before)}: ${verdict.says}` };
  if (next === undefined) return { kind: 'done', says: `All steps are taken: it has ${percent(share)}.` };
  if (share <= 0) return { kind: 'next', share: next.share, says: `Begin with ${percent(next.share)}.` };
  const left = holdLeft(input);
  if (left > 0)
    return {
      kind: 'hold',
      left: seconds.parse(left),
      share: next.share,
      says: `Hold at ${percent(share)} for ${formatSpan(left)} more, then ${percent(next.share)}.`,
    };
  if (verdict === null || verdict.verdict === 'not-enough-data')
    return {
      kind: 'wait',
      share: next.share,
      says: `Held long enough, but ${verdict === null ? 'it is not known how the canary does.' : `there is too little to tell: ${verdict.says}`}`,
    };
  return { kind: 'next', share: next.share, says: `The next step may be taken: ${percent(next.share)}.` };
}

/** A share between two steps is held as long as the step below it. */
function holdLeft({ steps, share, since, now }: StepperInput): number {
  const step = steps.findLast((one) => one.share <= share) ?? steps[0];
  return since === null || step === undefined ? 0 : Math.max(0, since + step.hold - now);
}
