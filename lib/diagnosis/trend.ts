import { z } from 'zod';
import type { EpochSeconds } from '#lib/core/units.ts';
import { isSilent, isSlow } from './changed-much.ts';
import { onsetOf, type Point } from './onset.ts';
import type { SeriesSays } from './problem-record.ts';
import type { Symptom } from './symptom.ts';

/**
 * Where a problem is going. `new`: it began so lately that nobody can say; `over`: there are no errors any more, or traffic is back.
 */
export const trend = z.enum(['new', 'rising', 'steady', 'falling', 'over']);
export type Trend = z.infer<typeof trend>;

/** The last minutes are held against those before, in seconds. */
const recent = 300;
const earlier = 900;
/** Fewer moments on a side tell nothing. */
const fewest = 3;
/** What a rate must be of the one before to be said to rise or fall: less is the weather. */
const rises = 1.25;
const falls = 0.8;

type Kind = Pick<Symptom, 'kind'> | Extract<Symptom, { kind: 'stopped' }>;

/**
 * Where what a problem is measured by is going: errors per second, milliseconds of what is slow, requests per second of what stopped.
 * Null where too little is known.
 */
export function trendOf(symptom: Kind, points: readonly Point[], since: EpochSeconds | null): Trend | null {
  if (symptom.kind === 'errors' && lastErrors(points) !== null) return 'over';
  if (symptom.kind === 'errors' && isWithoutErrors(points)) return 'new';
  if (symptom.kind !== 'stopped') return goingOf(points, since);
  const end = points.at(-1)?.[0];
  if ('before' in symptom && isBack(points, symptom.before)) return 'over';
  // Nothing neither rises nor falls.
  return end !== undefined && since !== null && end - since < recent ? 'new' : null;
}

/** Whether no moment had any, though some are known: those of a problem that is there came after the last one. */
const isWithoutErrors = (points: readonly Point[]): boolean =>
  points.some(([, value]) => value !== null) && points.every(([, value]) => (value ?? 0) === 0);

/** Whether the last moments that are known had traffic again. */
function isBack(points: readonly Point[], before: number): boolean {
  const last = points.filter(([, value]) => value !== null).slice(-quiet);
  return last.length === quiet && last.every(([, value]) => !isSilent(value ?? 0, before));
}

/** The mean of the last five minutes against that of the ten before, the time before `since` left out. */
function goingOf(points: readonly Point[], since: EpochSeconds | null): Trend | null {
  const end = points.at(-1)?.[0];
  if (end === undefined) return null;
  const from = Math.max(since ?? 0, end - earlier);
  const mean = (after: number, until: number): number | null => {
    const values = points.flatMap(([at, value]) =>
      at > after && at <= until && value !== null ? [value] : [],
    );
    return values.length < fewest ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const [before, now] = [mean(from, end - recent), mean(Math.max(from, end - recent), end)];
  if (now === null) return since !== null && end - since < recent ? 'new' : null;
  if (before === null) return since !== null && end - since < 2 * recent ? 'new' : null;
  if (now > before * rises) return 'rising';
  return now < before * falls ? 'falling' : 'steady';
}

/** So many moments without an error are no chance. */
const quiet = 2;

/** The last moment that had errors, where those after it are known to have had none; null where they go on, or never were. */
export function lastErrors(points: readonly Point[]): EpochSeconds | null {
  const known = points.filter(([, value]) => value !== null);
  const last = known.findLastIndex(([, value]) => (value ?? 0) > 0);
  return last >= 0 && known.length - 1 - last >= quiet ? (known[last]?.[0] ?? null) : null;
}

/** The last moment at which there was any traffic; null where none is known of. */
export const lastTraffic = (points: readonly Point[]): EpochSeconds | null =>
  points.findLast(([, value]) => (value ?? 0) > 0)?.[0] ?? null;

/** What part of the moments must show errors for them to have been there all along. */
const allAlong = 0.9;

/** What a series says of when a problem began: that of its errors, or of what it is measured by otherwise. */
export function beginningIn({ kind }: Pick<Symptom, 'kind'>, points: readonly Point[]): SeriesSays {
  const known = points.filter(([, value]) => value !== null);
  const [first] = known;
  if (first === undefined) return null;
  const onset = onsetOf(points);
  if (onset !== null && begins[kind](onset.before, onset.after)) return { onset: onset.at };
  if (kind !== 'errors') return null;
  const failing = known.filter(([, value]) => (value ?? 0) > 0).length;
  return failing >= known.length * allAlong ? { from: first[0] } : null;
}

/** Which lasting change of a series is the beginning of a problem. */
const begins: Readonly<Record<Symptom['kind'], (before: number, after: number) => boolean>> = {
  // A step up from what failed already is no beginning.
  errors: (before, after) => before <= after * 0.1,
  slow: (before, after) => isSlow(after, before),
  stopped: (before, after) => isSilent(after, before),
};
