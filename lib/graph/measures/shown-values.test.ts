import { expect, test } from 'vitest';
import { edge } from '../testing/elements.ts';
import { shownValues, throughputOf } from './shown-values.ts';

const call = edge('shop/a > shop/b', { count: 300 });
const told = (...reporters: readonly ('source' | 'destination' | 'waypoint')[]) => [
  { id: call.id, reports: reporters.map((reporter, i) => ({ reporter, values: { p95: i + 1 } })) },
];

test('an edge stands for what its shown reporter told', () => {
  expect(shownValues([call], told('destination', 'source')).get(call.id)).toEqual({ p95: 2 });
  expect(shownValues([call], told('destination')).get(call.id)).toBeUndefined();
});

test('a waypoint tells in place of a callee without a sidecar', () => {
  const seenThere = { ...call, shown: 'destination' as const };
  expect(shownValues([seenThere], told('waypoint')).get(call.id)).toEqual({ p95: 1 });
  expect(shownValues([seenThere], told('waypoint', 'destination')).get(call.id)).toEqual({ p95: 2 });
});

test('bytes of TCP are those of the graph', () => {
  const tcp = edge('shop/a > shop/b', { bytes: 4000 });
  expect([throughputOf(tcp, 'request', null), throughputOf(tcp, 'response', null)]).toEqual([4000, 0]);
  expect(throughputOf(call, 'request', { 'request-throughput': 7 })).toBe(7);
  expect(throughputOf(call, 'response', { 'request-throughput': 7 })).toBeNull();
});
