import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShape, type Shape } from './in-shape.ts';

const shape: Shape = {
  fields: { name: 'text', ports: { list: { fields: { number: 'count' } } }, labels: 'texts' },
};

test('what is out of shape goes, the rest and what nobody asks about stays', () => {
  const value = {
    name: 7,
    ports: [{ number: 1 }, null, { number: 'x', note: 1 }],
    labels: { a: 'b', c: 1 },
    other: [1],
  };
  expect(inShape(value, shape)).toEqual({
    ports: [{ number: 1 }, { number: 0 }, { number: 0, note: 1 }],
    labels: { a: 'b' },
    other: [1],
  });
  expect(inShape([], shape)).toBeUndefined();
});

test('what fits is the very same value, and fitting twice changes nothing', () => {
  const good = { name: 'a', ports: [{ number: 1 }], labels: { a: 'b' } };
  expect(inShape(good, shape)).toBe(good);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = inShape(value, shape);
      expect(inShape(once, shape)).toBe(once);
    }),
  );
});
