import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import type { CauseFound, Diagnosis } from './diagnosis.ts';
import type { Problem } from './walk.ts';

export interface Holdable extends Pick<Problem, 'key' | 'diagnosis' | 'cause' | 'edges'> {
  /** Since when its cause is not found any more; null where it is. */
  readonly doubted: EpochSeconds | null;
}

interface Look<P> {
  readonly at: EpochSeconds;
  readonly window: Seconds;
  /** What the last look told. */
  readonly before: readonly P[];
  /** So long it takes until the last moments are those after a change; null where nobody looks at them. */
  readonly span: Seconds | null;
  /** Whether the object that a cause lies in was changed or deleted between the two looks. */
  readonly isChanged: (cause: CauseFound) => boolean;
}

/** A change reaches the proxies, and they are scraped, within this time, in seconds. */
const reached = 30;

/**
 * Problems with the cause that was told of them, where somebody has just changed the configuration and no request that came after
 * it was seen yet: held against the new configuration, what failed before would be nobody's fault, or the wrong one's. What goes
 * on failing for longer is told as it is found; what is slow shows by the whole window.
 */
export function heldOn<P extends Holdable>(found: readonly P[], look: Look<P>): readonly P[] {
  const { at, window, before, span, isChanged } = look;
  const keys = new Set(found.map(({ key }) => key));
  let left = found;
  for (const was of before) {
    const { cause, diagnosis } = was;
    if (cause === null || keys.has(was.key) || span === null) continue;
    const { kind } = diagnosis.symptom;
    const doubted = was.doubted ?? at;
    if (at - doubted > (kind === 'errors' ? span + reached : window)) continue;
    const own = new Set(was.edges);
    const instead = left.filter(
      (each) => each.diagnosis.symptom.kind === kind && each.edges.some((id) => own.has(id)),
    );
    const [first] = instead;
    const isMended = was.doubted !== null || isChanged(cause) || instead.every((each) => each.cause === null);
    if (first === undefined || !isMended) continue;
    const held = { ...first, ...carried(was, first.diagnosis), doubted };
    left = left.flatMap((each) => (each === first ? [held] : instead.includes(each) ? [] : [each]));
  }
  return left;
}

/** What was told, with what is wrong as it is now. */
const carried = <P extends Holdable>(was: P, { symptom }: Diagnosis): P => ({
  ...was,
  diagnosis: { ...was.diagnosis, symptom },
});
