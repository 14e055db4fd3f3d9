import { z } from 'zod';
import type { EpochSeconds } from '#lib/core/units.ts';
import { onsetOf, type Point } from './onset.ts';
import type { SeriesSays } from './problem-record.ts';

/** Where errors are going. `new`: they began so lately that nobody can say; `over`: there are none any more. */
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

/**
 * Where a rate is going: the mean of its last five minutes against that of the ten before, the time before `since` left out. Null
 * where too little is known.
 */
export function trendOf(points: readonly Point[], since: EpochSeconds | null): Trend | null {
  const end = points.at(-1)?.[0];
  if (end === undefined) return null;
  if (lastErrors(points) !== null) return 'over';
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

/** What part of the moments must show errors for them to have been there all along. */
const allAlong = 0.9;

/** What a series of errors says of when they began. */
export function beginningIn(points: readonly Point[]): SeriesSays {
  const known = points.filter(([, value]) => value !== null);
  const [first] = known;
  if (first === undefined) return null;
  const onset = onsetOf(points);
  // A step up from what failed already is no beginning.
  if (onset !== null && onset.before <= onset.after * 0.1) return { onset: onset.at };
  const failing = known.filter(([, value]) => (value ?? 0) > 0).length;
  return failing >= known.length * allAlong ? { from: first[0] } : null;
}
