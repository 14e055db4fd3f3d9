import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Json, sameJson } from '#lib/core/json.ts';
import { fieldChanges } from './field-changes.ts';

test('there is a change exactly where two values differ, and what is kept stays bounded', () => {
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
  fc.assert(
    fc.property(json, json, (a, b) => {
      const { fields } = fieldChanges(a, b);
      expect(fields.length === 0).toBe(sameJson(a, b));
      expect(fields.length).toBeLessThanOrEqual(12);
      expect(JSON.stringify(fields).length).toBeLessThan(200_000);
    }),
  );
});

test('of a long text the lines that differ are told', () => {
  expect(fieldChanges('a: 1\nb: 2\nc: 3', 'a: 1\nb: 5\nc: 3', 'data.mesh')).toEqual({
    fields: [{ path: 'data.mesh', before: 'b: 2', after: 'b: 5' }],
    more: 0,
  });
});

test('many changes are counted beyond the first twelve, long texts are clipped', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, 'x'.repeat(1000)]));
  const { fields, more } = fieldChanges({}, many);
  expect([fields.length, more, fields[0]?.after?.length]).toEqual([12, 8, 301]);
});
