import type { BreakdownPart } from '#lib/graph/breakdown.ts';
import { errorsSentence } from '#lib/graph/concentration-text.ts';

/** How much more of the errors than of the requests those have that stand out. */
const lift = ({ concentration: { errors, requests } }: BreakdownPart): number =>
  errors === null || requests === null || requests === 0 ? 0 : errors / requests;

/**
 * The part of a breakdown that tells most: where few have nearly all errors, the one in which they have most beyond their part of
 * the requests. Null where errors are spread.
 */
export function tellingPart(parts: readonly BreakdownPart[]): BreakdownPart | null {
  return (
    parts
      .filter(({ concentration }) => concentration.kind === 'concentrated')
      .toSorted(
        (a, b) => lift(b) - lift(a) || a.concentration.keys.length - b.concentration.keys.length,
      )[0] ?? null
  );
}

/** The first question of all, answered: one pod, node, zone, version or caller, or all? Null where there are no errors to tell apart. */
export function concentrationText(parts: readonly BreakdownPart[]): string | null {
  const failing = parts.filter(({ concentration }) => concentration.kind !== 'none');
  const telling =
    tellingPart(parts) ?? failing.find(({ concentration }) => concentration.of > 1) ?? failing[0];
  return telling === undefined ? null : errorsSentence(telling);
}
