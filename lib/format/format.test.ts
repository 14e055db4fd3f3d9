import { expect, test } from 'vitest';
import { formatClock, formatClockShort, formatMoment, formatUtc } from './clock.ts';
import { formatAge, formatLatency, formatSpan, formatWindow } from './duration.ts';
import { middleEllipsis, plural } from './ellipsis.ts';
import { formatCount, formatCountOf } from './number.ts';
import { formatBytesRate, formatRate, formatRateShort } from './rate.ts';
import { formatDeclaredObserved, formatErrorShare, formatShare } from './share.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [null, '–'],
  [0, '0 rps'],
  [0.02, '0.02 rps (1 in 50 s)'],
  [0.0033, '0.003 rps (1 in 303 s)'],
  [0.13, '0.1 rps'],
  [3.24, '3.2 rps'],
  [38.4, '38 rps'],
  [1240, '1,240 rps'],
  [12_400, '12.4k rps'],
])('a rate of %s is written %s', (rate, text) => {
  expect(plain(formatRate(rate))).toBe(text);
});

test('a rate in a dense place leaves the interval out', () => {
  expect(plain(formatRateShort(0.02))).toBe('0.02 rps');
  expect(plain(formatRateShort(4, 'conn/s'))).toBe('4 conn/s');
});

test.each([
  [null, '–'],
  [0, '0 %'],
  [1, '100 %'],
  [0.124, '12.4 %'],
  [0.1, '10 %'],
  [0.0004, '< 0.1 %'],
  [0.9996, '> 99.9 %'],
])('a share of %s is written %s', (share, text) => {
  expect(plain(formatShare(share))).toBe(text);
});

test.each([
  [null, null, '–'],
  [0, 0, '–'],
  [1, 1, '100 % (1 of 1)'],
  [3, 41, '7.3 % (3 of 41)'],
  [0, 41, '0 %'],
  [124, 1000, '12.4 %'],
])('%s failures of %s are written %s', (failed, total, text) => {
  expect(plain(formatErrorShare(failed, total))).toBe(text);
});

test('declared beside observed share one unit', () => {
  expect(plain(formatDeclaredObserved(0.1, 0.096))).toBe('10 → 9.6 %');
  expect(plain(formatDeclaredObserved(0.1, null))).toBe('10 → – %');
});

test.each([
  [null, '–'],
  [0.42, '0.4 ms'],
  [214.4, '214 ms'],
  [1240, '1.24 s'],
  [90_000, '1 min 30 s'],
])('a latency of %s ms is written %s', (ms, text) => {
  expect(plain(formatLatency(ms))).toBe(text);
});

test('spans, ages and windows', () => {
  expect(plain(formatSpan(12))).toBe('12 s');
  expect(plain(formatSpan(300))).toBe('5 min');
  expect(plain(formatSpan(4800))).toBe('1 h 20 min');
  expect(plain(formatAge(100, 112))).toBe('12 s ago');
  expect(plain(formatAge(100, 159.6))).toBe('1 min ago');
  expect(plain(formatAge(100, 450))).toBe('5 min ago');
  expect(plain(formatAge(100, 100 + 4859))).toBe('1 h 20 min ago');
  expect(formatAge(112, 112)).toBe('now');
  expect(formatAge(null, 112)).toBe('–');
  expect([60, 300, 21_600].map(formatWindow)).toEqual(['1m', '5m', '6h']);
});

test('bytes and counts', () => {
  expect(plain(formatBytesRate(1240))).toBe('1.2 kB/s');
  expect(plain(formatBytesRate(0))).toBe('0 B/s');
  expect(formatBytesRate(null)).toBe('–');
  expect(formatCount(1240.4)).toBe('1,240');
  expect(formatCountOf(3, 41)).toBe('3 of 41');
  expect(formatCountOf(null, 41)).toBe('–');
});

test('moments are told in a zone and in UTC', () => {
  expect(formatClock(1_763_722_000, 'UTC')).toBe('10:46:40');
  expect(formatClockShort(1_763_722_000, 'Europe/Berlin')).toBe('11:46');
  expect(formatMoment(1_763_722_000, 'UTC')).toBe('21 Nov, 10:46:40');
  expect(formatUtc(1_763_722_000)).toBe('2025-11-21 10:46:40 UTC');
});

test('long names lose their middle', () => {
  expect(middleEllipsis('checkout', 12)).toBe('checkout');
  expect(middleEllipsis('recommendation-service', 11)).toBe('recom…rvice');
  expect(middleEllipsis('abc', 1)).toBe('…');
  expect(plural(1, 'edge')).toBe('1 edge');
  expect(plural(3, 'edge')).toBe('3 edges');
});
