import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedAt } from './changed-at.ts';
import type { ObjectMeta } from './object.ts';

const created = '2026-11-01T10:00:00Z';
const seconds = (time: string) => Date.parse(time) / 1000;

test('the newest write counts, but not one of the status', () => {
  const managedFields = [
    { manager: 'kubectl', time: '2026-11-02T10:00:00Z' },
    { manager: 'istiod', subresource: 'status', time: '2026-11-03T10:00:00Z' },
  ];
  expect(changedAt({ name: 'cart', creationTimestamp: created, managedFields })).toBe(
    seconds('2026-11-02T10:00:00Z'),
  );
  expect(changedAt({ name: 'cart', creationTimestamp: created })).toBe(seconds(created));
  expect(changedAt({ name: 'cart' })).toBeNull();
});

test('property: whatever stands among managed fields, the creation is told', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (managedFields) => {
      const meta: ObjectMeta = JSON.parse(
        JSON.stringify({ name: 'cart', creationTimestamp: created, managedFields }),
      );
      expect(changedAt(meta)).toBeGreaterThanOrEqual(seconds(created));
    }),
    { examples: [[7], [[null]], [[7]], [{}], ['x']] },
  );
});
