import { expect, test } from 'vitest';
import { connectionFailure, connectionTolerances } from './connection.ts';
import { defaultTolerances, readTolerance } from './tolerance.ts';

test.each([
  [['UF', 'URX'], 'UF'],
  [['UH'], 'UH'],
  [['DENY'], 'DENY'],
  [['UR'], 'UR'],
  [['DC'], null],
  [['DT'], null],
  [[], null],
])('a connection that ended with %j is judged by %s', (flags, judged) => {
  expect(connectionFailure(flags)).toBe(judged);
});

const written = (code: string, protocol: string) => {
  const read = readTolerance({ code, protocol, direction: '', degraded: 5, failure: 50 });
  if (read === null) throw new Error('malformed');
  return [read];
};

test('what is written for requests says nothing of connections', () => {
  expect(connectionTolerances(defaultTolerances).map(({ rule }) => rule)).toEqual(['connections']);
  expect(connectionTolerances(written('5XX', ''))[0]?.rule).toBe('connections');
  expect(connectionTolerances(written('UF', 'tcp')).map(({ rule }) => rule)).toEqual(['UF']);
  expect(connectionTolerances(written('.*', ''))[0]?.failing).toBe(0.5);
});
