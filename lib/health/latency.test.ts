import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { judgeLatency } from './latency.ts';
import { latencyFor, readToleranceRules } from './tolerance-config.ts';

const of = { protocol: 'http', direction: 'inbound' } as const;

function rulesOf(written: unknown) {
  const read = readToleranceRules(written);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const rules = rulesOf([
  { name: 'batch', latency: [{ degraded: 5000, failure: 20_000 }] },
  { namespace: 'shop', latency: [{ protocol: 'http', degraded: 200, failure: 500 }] },
]);
const bounds = latencyFor(rules, { namespace: 'shop', kind: 'workload', name: 'cart' });

test.each([
  ['below the bounds', 199, 100, null, null],
  ['at the first', 200, 100, 'degraded', 200],
  ['beyond the second', 750, 100, 'failing', 500],
  ['of too few requests', 750, 2, 'unknown', 500],
  ['not known', null, 100, null, null],
])('a mean %s', (_name, mean, total, status, limit) => {
  const errors = judge([{ code: '503', count: 1 }], total, of);
  const verdict = judgeLatency(errors, mean, of, bounds);
  if (status === null) expect(verdict).toBeNull();
  else {
    expect(verdict).toMatchObject({ status, rule: 'latency', failed: 1, total, latency: { mean, limit } });
    expect(verdict?.belowFloor).toBe(status === 'unknown');
  }
});

test('the first rule that applies and speaks of latency sets the bounds, and without one there are none', () => {
  const named = (namespace: string, name: string) => latencyFor(rules, { namespace, kind: 'workload', name });
  expect(named('shop', 'batch')[0]?.failing).toBe(20_000);
  expect(named('bank', 'ledger')).toEqual([]);
  expect(judgeLatency(judge([], 100, of), 60_000, of, [])).toBeNull();
  expect(judgeLatency(judge([], 100, of), 60_000, { ...of, protocol: 'grpc' }, bounds)).toBeNull();
});

test('bounds of a mean are in milliseconds above nothing', () => {
  const read = readToleranceRules([{ latency: [{ degraded: 0, failure: 10 }] }]);
  expect(read.ok ? '' : read.error).toContain('0.latency.0.degraded');
});
