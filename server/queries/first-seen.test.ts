import { expect, test } from 'vitest';
import type { Finding } from '#lib/core/finding.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { createFirstSeen } from './first-seen.ts';

const t = (value: number) => epochSeconds.parse(value);
const object = refTo('Service', 'cart');
const found = (path: string, args: Finding['args'] = {}): Finding => ({
  code: 'IST0118',
  level: 'info',
  object,
  path,
  args,
});
const dated = () => t(60);

test('what was there before is dated by its object, what comes later by when it came', () => {
  const seen = createFirstSeen();
  seen.note([found('a')], t(1000), true, dated);
  seen.note([found('a'), found('b')], t(2000), true, dated);
  seen.note([found('a'), found('b', { count: '2' })], t(3000), true, dated);
  expect(seen.watchedSince()).toBe(1000);
  expect(seen.of(found('a'))).toBe(60);
  expect(seen.of(found('b'))).toBe(2000);
});

test('nothing is new before a look was whole', () => {
  const seen = createFirstSeen();
  seen.note([], t(1000), false, dated);
  seen.note([found('a')], t(2000), true, dated);
  expect(seen.watchedSince()).toBe(2000);
  expect(seen.of(found('a'))).toBe(60);
});

test('what comes back soon is the same one, what comes back later is new', () => {
  const seen = createFirstSeen();
  seen.note([found('a')], t(1000), true, () => null);
  seen.note([], t(1100), true, dated);
  seen.note([found('a')], t(1200), true, dated);
  expect(seen.of(found('a'))).toBeNull();
  seen.note([], t(1300), true, dated);
  seen.note([], t(9000), true, dated);
  expect(seen.of(found('a'))).toBeNull();
  seen.note([found('a')], t(9100), true, dated);
  expect(seen.of(found('a'))).toBe(9100);
});

test('what is not known to have begun stays so', () => {
  const seen = createFirstSeen();
  seen.note([found('a')], t(1000), true, () => null);
  seen.note([found('a')], t(2000), true, dated);
  expect(seen.of(found('a'))).toBeNull();
});
