import { expect, test } from 'vitest';
import type { LogLine, LogsResponse, PodLog } from '#lib/api/logs-contract.ts';
import { asEpochSeconds, asSeconds } from '#lib/core/branded.ts';
import { reopened } from './opened-line.ts';

const pod = (name: string): PodLog => ({
  side: 'own',
  namespace: 'shop',
  pod: name,
  container: 'istio-proxy',
  read: null,
  failure: null,
  restarts: null,
});
const line = (of: number, raw: string): LogLine => ({
  at: 1,
  pod: of,
  access: null,
  failed: false,
  raw,
  cutOf: null,
});
const answer = (pods: readonly string[], lines: readonly LogLine[]): LogsResponse => ({
  at: asEpochSeconds(1),
  window: asSeconds(300),
  ends: [],
  pods: pods.map(pod),
  lines: [...lines],
  more: 0,
  others: 0,
});

test('a line stays open in a newer answer, whose pods are counted otherwise', () => {
  const old = answer(['a', 'b'], [line(1, 'x')]);
  const next = answer(['b', 'c'], [line(1, 'x'), line(0, 'x')]);
  const opened = { line: line(1, 'x'), data: old };
  expect(reopened(opened, next)).toEqual({ line: line(0, 'x'), data: next });
});

test('one that is not there any more stays as it was, with its own pods', () => {
  const old = answer(['a'], [line(0, 'x')]);
  const opened = { line: line(0, 'x'), data: old };
  expect(reopened(opened, answer(['b'], [line(0, 'x')]))).toBe(opened);
});
