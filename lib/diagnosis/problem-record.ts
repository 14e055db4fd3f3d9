import { z } from 'zod';
import { edgeId } from '#lib/core/ids.ts';
import { type EpochSeconds, epochSeconds, perSecond } from '#lib/core/units.ts';
import { graphNode } from '#lib/graph/model.ts';
import { causeCodes } from './catalogue.ts';
import { symptom } from './symptom.ts';

/**
 * Since when a problem is there, and how that is known: `noticed`, it was not there at the look before; `onset`, the series tell;
 * `before`, it was there at the first look: it began then or earlier.
 */
export const problemSince = z.object({
  at: epochSeconds,
  known: z.enum(['noticed', 'onset', 'before']),
});
export type ProblemSince = z.infer<typeof problemSince>;

/** What an end of an edge is called by. */
const namedNode = graphNode.pick({ kind: true, name: true, app: true, version: true });
export type NamedNode = z.infer<typeof namedNode>;

/** What is remembered of a problem, also when it is over. */
export const problemRecord = z.object({
  since: problemSince,
  /** The last look that showed it. */
  last: epochSeconds,
  /** When it was not seen any more; null while it is there. */
  ended: epochSeconds.nullable(),
  edge: edgeId,
  source: namedNode,
  target: namedNode,
  /** Of everything that it names: who may read all of them may be told of it. */
  namespaces: z.array(z.string()),
  /** Of what its key names, the culprit or else the callee; null where that is in none. */
  home: z.string().nullable(),
  symptom,
  cause: z.object({ code: z.enum(causeCodes), args: z.record(z.string(), z.string()) }).nullable(),
  /**
   * Its key while its cause was told, where it is not any more: configuration that was mended tells nothing of errors that a window
   * still holds.
   */
  formerly: z.string().nullable(),
  /** Errors per second as last seen, requests where none fail. */
  rate: perSecond,
});
export type ProblemRecord = z.infer<typeof problemRecord>;

/** A problem as a look shows it. */
export type SeenProblem = Omit<ProblemRecord, 'since' | 'last' | 'ended' | 'formerly'> & {
  readonly key: string;
};

export type ProblemRecords = ReadonlyMap<string, ProblemRecord>;

/** Looks this far apart still follow on each other; in seconds. */
const apart = 180;
/** What comes back within this time is the same problem; a restart may take as long. */
const again = 900;
/** What is over is remembered for a day. */
const forgotten = 86_400;

/**
 * What is remembered after a look at `at`. `before` is when was looked last, null at the first look of a process: what is there
 * then may have begun at any time, and what was remembered and is not there ended some time since. A problem whose cause is
 * told otherwise than at the look before goes on under its new key. `blind`: what became slow or stopped could not be looked
 * for, so that nothing of it ended.
 */
export function remember(
  records: ProblemRecords,
  seen: readonly SeenProblem[],
  at: EpochSeconds,
  before: EpochSeconds | null,
  blind = false,
): Map<string, ProblemRecord> {
  const follows = before !== null && at - before <= apart;
  const goesOn = ({ ended, last }: ProblemRecord) => at - (ended ?? last) <= again;
  const keys = new Set(seen.map(({ key }) => key));
  const left = new Map([...records].filter(([key]) => !keys.has(key)));
  const next = new Map<string, ProblemRecord>();
  for (const { key, ...now } of seen) {
    const known = records.get(key);
    const former = known === undefined ? underOtherName(now, left) : null;
    if (former !== null) left.delete(former);
    const same = known ?? records.get(former ?? '');
    const since = { at, known: follows ? ('noticed' as const) : ('before' as const) };
    const began = same !== undefined && goesOn(same) ? same.since : since;
    const cause = now.cause ?? same?.cause ?? null;
    const formerly = now.cause !== null ? null : (same?.formerly ?? (same?.cause ? former : null));
    // What the window still holds of it is less and less: it is remembered as it was.
    const symptom = formerly !== null && same !== undefined ? same.symptom : now.symptom;
    next.set(key, { ...now, symptom, cause, formerly, since: began, last: at, ended: null });
  }
  for (const [key, known] of left) {
    if (blind && known.ended === null && known.symptom.kind !== 'errors') {
      next.set(key, known);
      continue;
    }
    const ended = known.ended ?? (follows ? at : known.last);
    if (at - ended <= forgotten) next.set(key, { ...known, ended });
  }
  return next;
}

/** The key under which the same edge was told of with the same symptom until now. */
function underOtherName(now: Omit<SeenProblem, 'key'>, left: ProblemRecords): string | null {
  for (const [key, { edge, ended, symptom: was }] of left)
    if (ended === null && edge === now.edge && was.kind === now.symptom.kind) return key;
  return null;
}

/** What a series of the errors says of the beginning: its onset, or that they were there all along from `from` on. */
export type SeriesSays = { readonly onset: EpochSeconds } | { readonly from: EpochSeconds } | null;

/** A look notices what began a while before: its window must fill, and nobody may have looked. */
const noticedLate = 900;

/** The beginning as series and memory tell it together: memory reaches further back, series are more exact. */
export function refined(since: ProblemSince, says: SeriesSays): ProblemSince {
  if (says === null || since.known === 'onset') return since;
  if ('from' in says)
    return since.known === 'before' && says.from < since.at ? { at: says.from, known: 'before' } : since;
  const { onset } = says;
  // A later step up is not the beginning.
  if (onset > since.at + 60) return since;
  const fits = since.known === 'before' || since.at - onset <= noticedLate;
  return fits ? { at: onset, known: 'onset' } : since;
}
