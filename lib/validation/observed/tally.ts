import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { decimal } from '#lib/format/number.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { someOf } from '../some-of.ts';

/** What one caller met at a field of an object: `hit` of `total` requests. */
export interface Case {
  readonly object: ObjectRef;
  readonly path: string;
  readonly hit: number;
  readonly total: number;
  readonly caller: string;
}

/** What was seen of one field: the requests of all callers added up, and the case of one of them. */
export interface Counted<C extends Case = Case> {
  readonly object: ObjectRef;
  readonly path: string;
  readonly hit: number;
  readonly total: number;
  readonly callers: readonly string[];
  readonly first: C;
}

/** Adds up what many callers met at the same field: one finding, however many they are. */
export function tally<C extends Case>(cases: Iterable<C>): readonly Counted<C>[] {
  const byField = Map.groupBy(cases, ({ object, path }) => `${objectKey(object)} ${path}`);
  return [...byField.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { object, path } = first;
    const sum = (of: 'hit' | 'total') => all.reduce((total, each) => total + each[of], 0);
    const callers = all.map(({ caller }) => caller).sort();
    return [{ object, path, hit: sum('hit'), total: sum('total'), callers, first }];
  });
}

/** The facts that every finding about counted requests has. `window` in seconds. */
export function countArgs(
  { hit, total, callers }: Pick<Counted, 'hit' | 'total' | 'callers'>,
  window: number,
): Record<string, string> {
  return {
    count: String(Math.round(hit)),
    total: String(Math.round(total)),
    share: `${decimal((100 * hit) / Math.max(total, 1), 1)} %`,
    window: formatSpan(window),
    callers: someOf(callers),
  };
}

export const workloadText = ({ namespace, name }: Pick<Workload, 'namespace' | 'name'>): string =>
  `${namespace}/${name}`;
