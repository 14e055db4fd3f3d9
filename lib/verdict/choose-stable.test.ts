import { expect, test } from 'vitest';
import { type Candidate, chooseStable } from './choose-stable.ts';

const one = (version: string, declared: number | null, rate: number | null): Candidate => ({
  version,
  declared,
  rate,
});

test.each<[string, readonly Candidate[], string | null, string | null]>([
  ['the one that is named', [one('v1', 0.9, 9), one('v2', 0.1, 1)], 'v2', 'v2'],
  ['the larger weight, whatever was sent', [one('v2', 0.1, 9), one('v1', 0.9, 1)], null, 'v1'],
  ['without weights the most requests', [one('v1', null, 1), one('v2', null, 9)], null, 'v2'],
  ['of equals the one with more requests', [one('v1', 0.5, 1), one('v2', 0.5, 9)], null, 'v2'],
  ['of equals in all the earlier name', [one('v10', 0.5, 1), one('v9', 0.5, 1)], null, 'v9'],
  ['the only one', [one('v1', null, null)], null, 'v1'],
  ['none where nothing tells them apart', [one('v1', null, null), one('v2', null, null)], null, null],
  ['none of none', [], null, null],
])('%s', (_, candidates, named, stable) => {
  expect(chooseStable(candidates, named)).toBe(stable);
});
