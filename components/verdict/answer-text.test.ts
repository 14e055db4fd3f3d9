import { expect, test } from 'vitest';
import type { AnswerCount } from '#lib/verdict/version-numbers.ts';
import { answersText, flagsText } from './answer-text.ts';

const answer = (code: string, count: number, more: Partial<AnswerCount> = {}): AnswerCount => ({
  code,
  grpcStatus: null,
  flags: [],
  count,
  outcome: 'failed',
  ...more,
});

test('successes are not listed, and what is beyond a few is summed', () => {
  expect(answersText([answer('200', 1000, { outcome: 'succeeded' })])).toBe('');
  expect(answersText([answer('500', 33.2), answer('404', 5, { outcome: 'refused' })])).toBe(
    '500 × 33 · 404 × 5',
  );
  const many = ['500', '501', '502', '503', '504', '505'].map((code) => answer(code, 2));
  expect(answersText(many)).toBe('500 × 2 · 501 × 2 · 502 × 2 · 503 × 2 · other × 4');
});

test('a gRPC call is named by its status, and no answer as such', () => {
  expect(answersText([answer('200', 3, { grpcStatus: '14' }), answer('-', 2, { flags: ['DC'] })])).toBe(
    'gRPC 14 × 3 · no answer DC × 2',
  );
});

test('flags are explained once', () => {
  const rows = [answer('503', 3, { flags: ['UH'] }), answer('503', 1, { flags: ['UH', 'XX'] })];
  expect(flagsText(rows)).toBe('UH: no healthy upstream');
});
