import { expect, test } from 'vitest';
import { judge, worse } from './judge.ts';
import { outcomeClass } from './outcome.ts';
import { readTolerance } from './tolerance.ts';

const inbound = (protocol: string) => ({ protocol, direction: 'inbound' }) as const;
const counts = (failed: Readonly<Record<string, number>>) =>
  Object.entries(failed).map(([code, count]) => ({ code, count }));

test.each([
  ['no failure', 'http', {}, 100, 'healthy', null],
  ['one 5xx is degraded', 'http', { 503: 1 }, 100, 'degraded', '5xx'],
  ['10 % of 5xx is failing', 'http', { 500: 4, 503: 6 }, 100, 'failing', '5xx'],
  ['9 % of 4xx is tolerated', 'http', { 404: 9 }, 100, 'healthy', null],
  ['10 % of 4xx is degraded', 'http', { 404: 10 }, 100, 'degraded', '4xx'],
  ['20 % of 4xx is failing', 'http', { 404: 20 }, 100, 'failing', '4xx'],
  ['the worst tolerance decides', 'http', { 404: 12, 500: 10 }, 100, 'failing', '5xx'],
  ['no response at all', 'http', { '-': 5 }, 100, 'degraded', 'no-response'],
  ['server statuses of gRPC', 'grpc', { 14: 10 }, 100, 'failing', 'grpc-server'],
  ['caller statuses of gRPC are judged as 4xx', 'grpc', { 5: 9 }, 100, 'healthy', null],
  ['gRPC statuses are none of HTTP', 'http', { 14: 50 }, 100, 'healthy', null],
  ['no requests are idle', 'http', {}, 0, 'idle', null],
] as const)('%s', (_name, protocol, failed, total, status, rule) => {
  expect(judge(counts(failed), total, inbound(protocol))).toMatchObject({ status, rule, belowFloor: false });
});

test('1 of 1 is no alarm, and its numbers stay', () => {
  expect(judge(counts({ 500: 1 }), 1, inbound('http'))).toEqual({
    status: 'unknown',
    rule: '5xx',
    failed: 1,
    total: 1,
    belowFloor: true,
  });
});

test('an unknown total is judged as nothing', () => {
  expect(judge([], null, inbound('http'))).toMatchObject({ status: 'unknown', total: null });
});

test('a tolerance that applies to the other direction says nothing', () => {
  const outbound = readTolerance({
    code: '5XX',
    protocol: 'http',
    direction: 'outbound',
    degraded: 0,
    failure: 1,
  });
  if (outbound === null) throw new Error('malformed');
  expect(judge(counts({ 500: 50 }), 100, inbound('http'), [outbound]).status).toBe('healthy');
  const sent = { protocol: 'http', direction: 'outbound' } as const;
  expect(judge(counts({ 500: 50 }), 100, sent, [outbound]).status).toBe('failing');
});

test('the worse verdict keeps its evidence', () => {
  const healthy = judge([], 100, inbound('http'));
  const failing = judge(counts({ 14: 50 }), 100, inbound('grpc'));
  expect(worse(healthy, failing)).toBe(failing);
  expect(worse(failing, healthy)).toBe(failing);
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
