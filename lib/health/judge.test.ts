import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { type OutcomeClass, outcomeClass } from './outcome.ts';

const counts = (failed: Partial<Record<OutcomeClass, number>>) =>
  new Map(Object.entries(failed) as [OutcomeClass, number][]);

test.each([
  ['no failure', {}, 100, 'healthy', null],
  ['one 5xx is degraded', { '5xx': 1 }, 100, 'degraded', '5xx'],
  ['10 % of 5xx is failing', { '5xx': 10 }, 100, 'failing', '5xx'],
  ['10 % of 4xx is tolerated', { '4xx': 10 }, 100, 'healthy', null],
  ['more than 10 % of 4xx is degraded', { '4xx': 11 }, 100, 'degraded', '4xx'],
  ['20 % of 4xx is failing', { '4xx': 20 }, 100, 'failing', '4xx'],
  ['the worst tolerance decides', { '4xx': 12, '5xx': 10 }, 100, 'failing', '5xx'],
  ['no response at all', { 'no-response': 5 }, 100, 'degraded', 'no-response'],
  ['server statuses of gRPC', { 'grpc-server': 10 }, 100, 'failing', 'grpc-server'],
  ['caller statuses of gRPC are judged as 4xx', { 'grpc-caller': 10 }, 100, 'healthy', null],
  ['no requests are idle', {}, 0, 'idle', null],
] as const)('%s', (_name, failed, total, status, rule) => {
  expect(judge(counts(failed), total)).toMatchObject({ status, rule, belowFloor: false });
});

test('1 of 1 is no alarm, and its numbers stay', () => {
  expect(judge(counts({ '5xx': 1 }), 1)).toEqual({
    status: 'unknown',
    rule: '5xx',
    failed: 1,
    total: 1,
    belowFloor: true,
  });
});

test('an unknown total is judged as nothing', () => {
  expect(judge(counts({}), null)).toMatchObject({ status: 'unknown', total: null });
});

test.each([
  ['200', null, null],
  ['301', null, null],
  ['0', null, 'no-response'],
  ['503', '0', '5xx'],
  ['200', '14', 'grpc-server'],
  ['200', '5', 'grpc-caller'],
  ['200', '0', null],
  ['429', '', '4xx'],
] as const)('code %s with gRPC status %s is %s', (code, grpc, expected) => {
  expect(outcomeClass(code, grpc)).toBe(expected);
});
