import type { EpochSeconds } from '#lib/core/units.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Symptom } from './symptom.ts';

/** A fix is watched for so long, in seconds, before a symptom that is still there is said to stay. */
const watchedFor = 120;

/** Errors are said to lessen below so much of what they were; above it chance may have done it. */
const less = 0.7;

export interface WatchedFix {
  /** What the fix was for, as it was seen before. */
  readonly before: Symptom;
  /** What is wrong on the edge by the newest reading, which ends `at`. */
  readonly diagnoses: readonly Pick<Diagnosis, 'symptom'>[];
  readonly at: number;
  readonly since: EpochSeconds;
  /** Unix seconds. */
  readonly now: number;
}

export type FixState =
  | { readonly state: 'gone' }
  | { readonly state: 'weaker' | 'stays'; readonly symptom: Symptom }
  | { readonly state: 'waiting'; readonly symptom: Symptom; readonly left: number };

/**
 * What became of a symptom since its fix was applied: gone, weaker, not known yet, or there as before once it was watched for two
 * minutes. A reading from before the fix says nothing.
 */
export function watchFix({ before, diagnoses, at, since, now }: WatchedFix): FixState {
  const found = diagnoses.find(({ symptom }) => isSame(symptom, before))?.symptom;
  const left = since + watchedFor - now;
  if (at <= since) return { state: 'waiting', symptom: found ?? before, left: Math.max(0, left) };
  if (found === undefined) return { state: 'gone' };
  if (amount(found) < amount(before) * less) return { state: 'weaker', symptom: found };
  return left > 0 ? { state: 'waiting', symptom: found, left } : { state: 'stays', symptom: found };
}

/** Errors are the same where they end alike; what is slow or silent is so in one way. */
function isSame(a: Symptom, b: Symptom): boolean {
  if (a.kind !== 'errors' || b.kind !== 'errors') return a.kind === b.kind;
  return JSON.stringify(a.outcome) === JSON.stringify(b.outcome);
}

const amount = (symptom: Symptom): number =>
  symptom.kind === 'errors'
    ? symptom.rate
    : symptom.kind === 'slow'
      ? symptom.now
      : symptom.before - symptom.now;
