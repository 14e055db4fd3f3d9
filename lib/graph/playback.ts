import { asEpochSeconds, asSeconds } from '#lib/core/branded.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';

/** How many seconds of the past pass in one, while it is played. */
export const speeds = [1, 10, 60] as const;
export type Speed = (typeof speeds)[number];

export interface Frame {
  /** By how much the moment moves on. */
  readonly step: Seconds;
  /** How long it is looked at, in milliseconds, if its answer is there by then. */
  readonly stay: number;
}

/** Pictures that change more often than this cannot be taken in. */
const leastStay = 1000;

/** The steps of a speed: whole refreshes, for between two of them nothing is new, and none shorter than a second. */
export function frameOf(speed: Speed, refresh: Seconds): Frame {
  const refreshes = Math.max(1, Math.ceil((speed * leastStay) / 1000 / refresh));
  const step = asSeconds(refreshes * refresh);
  return { step, stay: (step / speed) * 1000 };
}

/** The moment a step later or, with a negative step, earlier; null where that is the present. */
export function moved(at: EpochSeconds | null, step: number, now: number): EpochSeconds | null {
  const next = (at ?? now) + step;
  return next >= now ? null : asEpochSeconds(Math.floor(next));
}
