import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from './apportion.ts';
import {
  normalise,
  percentages,
  presets,
  reachOf,
  setPercent,
  setWeight,
  type WeightRows,
} from './weights.ts';

const rows = (weights: readonly number[], ...locked: readonly number[]): WeightRows => ({
  weights,
  locked: weights.map((_, i) => locked.includes(i)),
});
const sum = (weights: readonly number[]): number => weights.reduce((a, b) => a + b, 0);

test.each<[string, WeightRows, number, number, readonly number[]]>([
  ['the other takes the rest', rows([90, 10]), 1, 25, [75, 25]],
  ['the others give in proportion', rows([60, 30, 10]), 2, 40, [40, 20, 40]],
  ['the last that has any takes what is left over', rows([25, 50, 25, 0]), 1, 51, [24, 51, 25, 0]],
  ['a locked row keeps its weight', rows([60, 30, 10], 1), 2, 40, [30, 30, 40]],
  ['no further than the others can give', rows([60, 30, 10], 1), 2, 100, [0, 30, 70]],
  ['where all others are 0 the last takes it', rows([100, 0, 0]), 0, 30, [30, 0, 70]],
  ['any sum is kept', rows([3, 1]), 1, 2, [2, 2]],
  ['not below 0', rows([3, 1]), 1, -5, [4, 0]],
  ['nothing moves where every other is locked', rows([60, 30, 10], 0, 1), 2, 50, [60, 30, 10]],
  ['a locked row does not move', rows([60, 40], 0), 0, 10, [60, 40]],
  ['what is no number moves nothing down', rows([3, 1]), 1, Number.NaN, [4, 0]],
])('%s', (_, before, index, weight, after) => {
  expect(setWeight(before, index, weight).weights).toEqual(after);
});

test.each<[readonly number[], number, readonly number[]]>([
  [[90, 10], 25, [75, 25]],
  [[3, 1], 50, [2, 2]],
  [[3, 1], 10, [18, 2]],
  [[2, 1], 1, [297, 3]],
  [[0, 0], 10, [90, 10]],
  [[1, 1], 50, [1, 1]],
])('%j with %d percent for the second are %j', (before, percent, after) => {
  expect(setPercent(rows(before), 1, percent).weights).toEqual(after);
});

test('weights of any sum become weights of 100; a little stays a little', () => {
  expect(normalise(rows([3, 1])).weights).toEqual([75, 25]);
  expect(normalise(rows([1, 1, 1])).weights).toEqual([34, 33, 33]);
  expect(normalise(rows([9999, 1, 0])).weights).toEqual([99, 1, 0]);
  expect(normalise(rows([0, 0])).weights).toEqual([0, 0]);
});

test('percentages are whole where they can be, else tenths', () => {
  expect(percentages([3, 1])).toEqual([75, 25]);
  expect(percentages([1, 1, 1])).toEqual([33.4, 33.3, 33.3]);
  expect(percentages([0, 0])).toBeNull();
});

const weight = fc.oneof(fc.constant(0), fc.nat(100), fc.nat(100_000));
const state = fc
  .array(fc.tuple(weight, fc.boolean()), { minLength: 1, maxLength: 6 })
  .map((pairs): WeightRows => ({ weights: pairs.map(([w]) => w), locked: pairs.map(([, l]) => l) }));

test('property: moves keep the sum and what is locked, and leave whole numbers of 0 or more', () => {
  fc.assert(
    fc.property(state, fc.nat(5), fc.double({ min: -10, max: 200_000, noNaN: true }), (before, at, to) => {
      const index = at % before.weights.length;
      const after = setWeight(before, index, to);
      expect(sum(after.weights)).toBe(sum(before.weights));
      expect(after.weights.every((w) => Number.isInteger(w) && w >= 0)).toBe(true);
      for (const [i, locked] of before.locked.entries())
        if (locked) expect(after.weights[i]).toBe(before.weights[i]);
      const { from, to: most } = reachOf(before, index);
      expect(after.weights[index]).toBe(Math.min(most, Math.max(from, Math.round(to))));
    }),
    { numRuns: 2000 },
  );
});

test('property: a row of 0 gets nothing while another one that is not locked can take it', () => {
  fc.assert(
    fc.property(state, fc.nat(5), fc.nat(200_000), (before, at, to) => {
      const index = at % before.weights.length;
      const others = before.weights.filter((w, i) => i !== index && before.locked[i] !== true && w > 0);
      fc.pre(others.length > 0);
      const after = setWeight(before, index, to);
      for (const [i, w] of before.weights.entries())
        if (w === 0 && i !== index) expect(after.weights[i]).toBe(0);
    }),
  );
});

test('property: a preset is met to the letter where no row is locked, and the sum is kept where it can say it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { minLength: 2, maxLength: 5 }),
      fc.constantFrom(...presets),
      (weights, percent) => {
        fc.pre(sum(weights) > 0);
        const after = setPercent(rows(weights), 0, percent).weights;
        expect((after[0] ?? 0) * 100).toBe(percent * sum(after));
        if ((percent * sum(weights)) % 100 === 0) expect(sum(after)).toBe(sum(weights));
      },
    ),
  );
});

test('property: percentages add up to 100, tenth by tenth, and tell none from a little', () => {
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 20 }), (weights) => {
      const shown = percentages(weights);
      fc.pre(shown !== null);
      expect(sum((shown ?? []).map((percent) => Math.round(percent * 10)))).toBe(1000);
      for (const [i, percent] of (shown ?? []).entries()) expect(percent > 0).toBe((weights[i] ?? 0) > 0);
    }),
    { numRuns: 1000 },
  );
});

test('property: parts add up to the total and keep their order', () => {
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 8 }), fc.nat(10_000), (parts, total) => {
      const shares = apportion(parts, total);
      expect(sum(shares)).toBe(sum(parts) === 0 ? 0 : total);
      for (const [i, a] of parts.entries())
        for (const [j, b] of parts.entries())
          if (a > b) expect((shares[i] ?? 0) - (shares[j] ?? 0)).toBeGreaterThanOrEqual(0);
    }),
  );
});
