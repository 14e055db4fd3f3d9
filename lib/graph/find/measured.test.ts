import { expect, test } from 'vitest';
import { edge, graph, node } from '../testing/elements.ts';
import { carriedMeasures } from './carried-measures.ts';
import type { Expression } from './expression.ts';
import { match } from './match.ts';
import { measuresFor } from './measured.ts';
import { parseExpression } from './parse.ts';

const slow = edge('shop/a > shop/b', { count: 300, latency: 40 });
const fast = edge('shop/a > shop/c', { count: 300, latency: 20 });
const quiet = edge('shop/b > shop/c', { count: 300 });
const shop = graph(
  ['shop/a', 'shop/b', 'shop/c'].map((path) => node(path)),
  [slow, fast, quiet],
);
const values = new Map([
  [slow.id, { p95: 900, p99: 2000, 'request-throughput': 100, 'response-throughput': 5000 }],
  [fast.id, { p95: 30, 'request-throughput': 0 }],
]);

function read(text: string): Expression {
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.value === null) throw new Error(`${text} cannot be read.`);
  return parsed.value;
}

const found = (text: string, labels: readonly string[] = []) =>
  match(shop, read(text), { measured: { values, labels } }).edges;

test.each([
  ['p95 > 500', [slow.id]],
  ['p95 < 500', [fast.id]],
  ['p99 > 1s', [slow.id]],
  ['not p99 > 1s', []],
  ['p99 = NaN', [fast.id, quiet.id]],
  ['responsebytes > 1kB', [slow.id]],
  ['requestbytes = 0', [fast.id]],
  ['mean > 30', [slow.id]],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('the response time that is meant is the one that edges carry', () => {
  expect(found('rt > 30')).toEqual([slow.id]);
  expect(found('rt >= 30', ['rate', 'p95'])).toEqual([slow.id, fast.id]);
  expect(found('rt > 1s', ['p50', 'p99'])).toEqual([slow.id]);
});

test('throughput is of requests, unless only responses are shown', () => {
  expect(found('throughput >= 100')).toEqual([slow.id]);
  expect(found('throughput > 1kB')).toEqual([]);
  expect(found('throughput > 1kB', ['response-throughput'])).toEqual([slow.id]);
});

test('only what an expression needs is asked for', () => {
  const needs = (text: string, labels: readonly string[] = []) =>
    measuresFor(read(text), carriedMeasures(labels));
  expect(needs('%error > 5 and rt > 500')).toEqual([]);
  expect(needs('rt > 500', ['p95'])).toEqual(['p95']);
  expect(needs('p99 > 1s or not (throughput > 1kB)')).toEqual(['p99', 'request-throughput']);
});

test('the answer says which number was meant, and what is not there yet', () => {
  const { notes } = match(shop, read('rt > 500'), { measured: { values, labels: ['p95'] } });
  expect(notes).toEqual(['responsetime is p95, as edges carry it.']);
  const unread = match(shop, read('p95 > 500'));
  expect([unread.edges, unread.notes.length]).toEqual([[], 1]);
});
