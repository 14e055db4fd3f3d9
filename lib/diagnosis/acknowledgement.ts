import { z } from 'zod';
import { type EpochSeconds, epochSeconds, perSecond } from '#lib/core/units.ts';
import { visible } from '#lib/format/visible.ts';

/** So long a problem can be put off, in seconds. */
export const snoozeSpans = [3600, 14_400, 86_400] as const;

/** A note is at most so long. */
export const longestNote = 500;

/** Text of a person as it can be shown to others: on one line, with nothing in it that is not seen and yet acts. */
export const noteText = z
  .string()
  .max(longestNote)
  .transform((text) => visible(text.replace(/\s+/g, ' ').trim()));

/** What a person said of a problem: somebody is at it, it can wait, or neither any more. */
export const acknowledgement = z.object({
  does: z.enum(['acknowledge', 'snooze', 'open']),
  /** Who, by the name that Kubernetes knows them by. */
  by: z.string(),
  at: epochSeconds,
  note: z.string(),
  /** Of a snooze: when it ends; null until the problem changes or goes. */
  until: epochSeconds.nullable(),
  /** What failed per second then. */
  rate: perSecond,
});
export type Acknowledgement = z.infer<typeof acknowledgement>;

/** How a problem stands with people. `said` is what the last of them said; `grown`: it was put off and has come back. */
export const stance = z.object({
  state: z.enum(['open', 'acknowledged', 'snoozed']),
  said: acknowledgement.nullable(),
  grown: z.boolean(),
});
export type Stance = z.infer<typeof stance>;

const untouched: Stance = { state: 'open', said: null, grown: false };

/** What is put off comes back when so many times as many fail, and so many more per second: of little the double is chance. */
const muchMore = 2;
const leastMore = 0.1;

/** A problem may be answered in a short window before it is noticed in the one that dates it, by so many seconds. */
const noticedLate = 300;

interface Standing {
  /** What fails per second now. */
  readonly rate: number;
  /** Since when the problem is there; what was said of one before is over with it. Null: not known. */
  readonly since: EpochSeconds | null;
  readonly now: number;
}

/**
 * How a problem stands. A snooze ends with its time, or when harm has grown to twice what it was; both it and an
 * acknowledgement end with the problem. One with another cause is another problem: its key is another.
 */
export function stanceOf(said: Acknowledgement | null, { rate, since, now }: Standing): Stance {
  if (said === null || said.does === 'open' || (since !== null && since > said.at + noticedLate))
    return untouched;
  if (said.does === 'acknowledge') return { state: 'acknowledged', said, grown: false };
  if (said.until !== null && said.until <= now) return untouched;
  const grown = rate >= muchMore * said.rate && rate - said.rate >= leastMore;
  return { state: grown ? 'open' : 'snoozed', said, grown };
}
