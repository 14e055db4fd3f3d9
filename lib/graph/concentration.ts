import { z } from 'zod';
import { share } from '#lib/core/units.ts';
import { wilson99 } from './wilson.ts';

/**
 * How errors are spread over pods (or nodes, zones, versions, callers).
 * - `none`: there were none; `too-few`: fewer than can be judged by;
 * - `single`: there is one key only, so nothing can be told apart;
 * - `concentrated`: `keys` fail more than the others, beyond chance, and have most of the errors;
 * - `uneven`: `keys` fail more than the others, beyond chance, but the others fail too;
 * - `even`: no key stands out.
 */
export const concentration = z.object({
  kind: z.enum(['none', 'too-few', 'single', 'concentrated', 'uneven', 'even']),
  /** Those that stand out, worst first. */
  keys: z.array(z.string()),
  /** What part of all errors, and of all requests, `keys` have. Null where none stands out. */
  errors: share.nullable(),
  requests: share.nullable(),
  /** How many keys there are. */
  of: z.number().int(),
});
export type Concentration = z.infer<typeof concentration>;

/** Requests and errors of one key in the window. */
export interface Tally {
  readonly key: string;
  readonly count: number;
  readonly errors: number;
}

/** Below this many errors chance alone may put all of them on one pod. */
const fewest = 5;
/** With this part of the errors on those that stand out, the others hardly matter. */
const most = 0.8;

const total = (rows: readonly Tally[], of: 'count' | 'errors') => rows.reduce((sum, row) => sum + row[of], 0);

/**
 * Whether few have most of the errors. A key stands out when the 99 % interval of its error share lies wholly above that of
 * all others together.
 */
export function concentrationOf(rows: readonly Tally[]): Concentration {
  const seen = rows.filter(({ count }) => count > 0);
  const errors = total(seen, 'errors');
  const nothing = { keys: [], errors: null, requests: null, of: seen.length };
  if (errors === 0) return { kind: 'none', ...nothing };
  if (errors < fewest) return { kind: 'too-few', ...nothing };
  if (seen.length < 2) return { kind: 'single', ...nothing };
  const outstanding = standingOut(seen);
  if (outstanding.length === 0) return { kind: 'even', ...nothing };
  const part = share.parse(total(outstanding, 'errors') / errors);
  return {
    kind: part >= most ? 'concentrated' : 'uneven',
    keys: outstanding.map(({ key }) => key),
    errors: part,
    requests: share.parse(total(outstanding, 'count') / total(seen, 'count')),
    of: seen.length,
  };
}

/**
 * The worst keys, as many as stand out together from the rest: two bad pods of twenty would hide each other if each were
 * compared with all others.
 */
function standingOut(rows: readonly Tally[]): readonly Tally[] {
  const byShare = rows.toSorted((a, b) => b.errors / b.count - a.errors / a.count || b.errors - a.errors);
  let found: readonly Tally[] = [];
  for (let size = 1; size < byShare.length; size += 1) {
    const worst = byShare.slice(0, size);
    const last = worst.at(-1);
    const rest = intervalOf(byShare.slice(size));
    if (last !== undefined && intervalOf([last]).low > rest.high) found = worst;
  }
  return found;
}

const intervalOf = (rows: readonly Tally[]) => wilson99(total(rows, 'errors'), total(rows, 'count'));

/** Mean latency of one key in milliseconds, and the requests it is the mean of. */
export interface Slowness {
  readonly key: string;
  readonly count: number;
  readonly latency: number | null;
}

/** Keys whose mean latency is beyond twice that of the others together, slowest first; fewer than 20 requests do not tell. */
export function slowOnes(rows: readonly Slowness[]): readonly string[] {
  const seen = rows.flatMap(({ key, count, latency }) =>
    latency === null || count < 20 ? [] : [{ key, count, latency }],
  );
  return seen
    .filter((row) => {
      const others = seen.filter((other) => other !== row);
      const count = others.reduce((sum, other) => sum + other.count, 0);
      const mean = others.reduce((sum, other) => sum + other.latency * other.count, 0) / count;
      return others.length > 0 && row.latency > 2 * mean;
    })
    .sort((a, b) => b.latency - a.latency)
    .map(({ key }) => key);
}
