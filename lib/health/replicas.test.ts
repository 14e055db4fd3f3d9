import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { judgeReplicas, scaledToNone, worstOf } from './replicas.ts';

const of = (desired: number, current: number, available: number, synced: number | null = null) =>
  judgeReplicas({ desired, current, available, synced });

test.each([
  ['all there', of(2, 2, 2), 'healthy', null],
  ['one missing', of(3, 3, 2), 'degraded', 'replicas-missing'],
  ['none available', of(3, 3, 0), 'failing', 'replicas-missing'],
  ['scaled to none', of(0, 0, 0), 'idle', scaledToNone],
  ['a surplus that does not go', of(2, 3, 2), 'failing', 'replicas-surplus'],
  ['a proxy with old configuration', of(2, 2, 2, 1), 'degraded', 'proxies-not-synced'],
  ['proxies in step', of(2, 2, 2, 2), 'healthy', null],
] as const)('%s', (_name, verdict, status, rule) => {
  expect(verdict).toMatchObject({ status, rule });
});

test('the worst of requests and replicas decides; being scaled to none outweighs good answers alone', () => {
  const inbound = { protocol: 'http', direction: 'inbound' } as const;
  const good = judge([], 100, inbound);
  const bad = judge([{ code: '503', count: 5 }], 100, inbound);
  expect(worstOf([good, of(0, 0, 0)])?.rule).toBe(scaledToNone);
  expect(worstOf([bad, of(0, 0, 0)])?.rule).toBe('5xx');
  expect(worstOf([bad, of(3, 3, 0)])?.status).toBe('failing');
  expect(worstOf([null, null])).toBeNull();
});
