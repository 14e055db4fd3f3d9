import type { Check } from '#lib/core/check.ts';
import { formatShare } from '#lib/format/share.ts';
import { type ChangedRule, changedRules } from './changed-rules.ts';
import { destinationName } from './destination-name.ts';
import type { PlanInput } from './plan-input.ts';
import { blocks, passes } from './say.ts';
import { shareBefore } from './share-before.ts';

const code = 'step-size';

/** More of the traffic than this is not moved at once without a word. */
const largest = 0.25;

/** How much of the traffic a plan moves at once; a large step, and one that leaves everything to one version, is passed by its new share. */
export function stepSizeCheck(input: PlanInput): readonly Check[] {
  return input.steps.flatMap(changedRules).flatMap((changed) => ofRule(changed) ?? []);
}

function ofRule({ was, rule }: ChangedRule): Check | null {
  if (was === null) return null;
  const [most] = rule.destinations
    .map((destination) => {
      const before = shareBefore(was, destination);
      return { destination, before, share: destination.share ?? 0, gain: (destination.share ?? 0) - before };
    })
    .sort((a, b) => b.gain - a.gain);
  if (most === undefined || most.gain <= 0) return null;
  const { destination, before, share, gain } = most;
  const moved = `${destinationName(destination)} goes from ${formatShare(before)} to ${formatShare(share)}`;
  const word = String(Math.round(share * 100));
  if (share === 1)
    return blocks(
      code,
      `${moved}: nothing else gets anything any more.`,
      'Type the new share to switch.',
      word,
    );
  // A share is a quotient: 0.35 - 0.1 is a little more than 0.25.
  if (gain > largest + 1e-9)
    return blocks(
      code,
      `${moved} at once: more than ${formatShare(largest)} of the traffic moves.`,
      'Move in smaller steps, or type the new share.',
      word,
    );
  return passes(code, `${moved}.`);
}
