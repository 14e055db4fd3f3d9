import { expect, test } from 'vitest';
import { edgeId } from '#lib/core/ids.ts';
import { type EpochSeconds, epochSeconds, perSecond } from '#lib/core/units.ts';
import { type ProblemRecord, refined, remember, type SeenProblem } from './problem-record.ts';

const at = (seconds: number): EpochSeconds => epochSeconds.parse(1_000_000 + seconds);
const node = (name: string) => ({ kind: 'workload' as const, name, app: name, version: null });
const seen = (key: string): SeenProblem => ({
  key,
  edge: edgeId.parse(key.replace(/ .*/, '')),
  source: node('a'),
  target: node('b'),
  namespaces: ['shop'],
  home: 'shop',
  symptom: { kind: 'slow', now: 10, before: 1, since: null },
  cause: null,
  rate: perSecond.parse(1),
});

/** Looks at what was there at each moment; what is remembered after the last. */
function looks(...moments: [seconds: number, ...keys: string[]][]): Map<string, ProblemRecord> {
  let before: EpochSeconds | null = null;
  let records = new Map<string, ProblemRecord>();
  for (const [seconds, ...keys] of moments) {
    records = remember(records, keys.map(seen), at(seconds), before);
    before = at(seconds);
  }
  return records;
}
const sinceOf = (records: Map<string, ProblemRecord>, key: string) => records.get(key)?.since;

test('what was not there at the look before began now; what was there at the first look began earlier', () => {
  const records = looks([0, 'old'], [30, 'old', 'new'], [60, 'old', 'new']);
  expect(sinceOf(records, 'old')).toEqual({ at: at(0), known: 'before' });
  expect(sinceOf(records, 'new')).toEqual({ at: at(30), known: 'noticed' });
});

test('after a pause nobody knows when what is new began', () => {
  expect(sinceOf(looks([0], [600, 'a']), 'a')).toEqual({ at: at(600), known: 'before' });
});

test('what is gone is over, and remembered for a day', () => {
  const records = looks([0, 'a'], [30]);
  expect(records.get('a')).toMatchObject({ last: at(0), ended: at(30) });
  expect(remember(records, [], at(86_400), at(86_370)).has('a')).toBe(true);
  expect(remember(records, [], at(86_431), at(86_400)).has('a')).toBe(false);
});

test('a cause that is told otherwise makes no new problem of one that goes on', () => {
  const records = looks([0], [30, 'a'], [60, 'a told'], [90, 'a told']);
  expect([...records.keys()]).toEqual(['a told']);
  expect(records.get('a told')?.since.at).toBe(at(30));
});

test('what was told of a problem is remembered when its cause is mended before its errors are gone', () => {
  const cause = { code: 'missing-subset' as const, args: {} };
  const told = { ...seen('a told'), cause };
  const first = remember(new Map(), [told], at(0), null);
  const mended = remember(first, [seen('a')], at(30), at(0));
  expect(mended.get('a')).toMatchObject({ cause, formerly: 'a told', since: { at: at(0) } });
  const later = remember(mended, [seen('a')], at(60), at(30));
  expect(later.get('a')).toMatchObject({ cause, formerly: 'a told' });
  expect(
    remember(later, [{ ...told, key: 'a otherwise' }], at(90), at(60)).get('a otherwise')?.formerly,
  ).toBeNull();
});

test('what comes back soon is the same problem, later it is another', () => {
  expect(sinceOf(looks([0, 'a'], [30], [60, 'a']), 'a')?.at).toBe(at(0));
  const later = looks([0, 'a'], [30], [900], [960, 'a']);
  expect(later.get('a')).toMatchObject({ since: { at: at(960) }, ended: null });
});

test('what could not be looked for has not ended', () => {
  const there = looks([0, 'a']);
  expect(remember(there, [], at(30), at(0), true).get('a')?.ended).toBeNull();
  expect(remember(there, [], at(30), at(0), false).get('a')?.ended).toBe(at(30));
});

test('a restart loses nothing of what is still there, and ends the rest where it was last seen', () => {
  const kept = looks([0], [30, 'a', 'b'], [60, 'a', 'b']);
  const after = remember(kept, [seen('a')], at(300), null);
  expect(after.get('a')).toMatchObject({ since: { at: at(30), known: 'noticed' }, ended: null });
  expect(after.get('b')?.ended).toBe(at(60));
});

test('series make the beginning more exact, and memory reaches further back than they do', () => {
  const noticed = { at: at(0), known: 'noticed' as const };
  const before = { at: at(0), known: 'before' as const };
  expect(refined(noticed, { onset: at(-120) })).toEqual({ at: at(-120), known: 'onset' });
  expect(refined(noticed, { onset: at(-1800) })).toBe(noticed);
  expect(refined(before, { onset: at(-1800) })).toEqual({ at: at(-1800), known: 'onset' });
  expect(refined(noticed, { onset: at(600) })).toBe(noticed);
  expect(refined(before, { from: at(-3600) })).toEqual({ at: at(-3600), known: 'before' });
  expect(refined(noticed, { from: at(-3600) })).toBe(noticed);
  expect(refined(before, null)).toBe(before);
});
