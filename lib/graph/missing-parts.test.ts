import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingPart } from './missing-parts.ts';

test('every measure of a refresh says what would be missing without it', () => {
  const measures = readFileSync('lib/prom/series.ts', 'utf8').match(/^ {2}\| '[\w-]+'/gm) ?? [];
  // Connections come with the query of requests.
  const own = measures.map((line) => line.slice(5, -1)).filter((name) => name !== 'tcp-closed');
  const names = [...own, 'sent-since-change'];
  expect(names.length).toBeGreaterThan(7);
  for (const name of names) expect(missingPart(name), name).not.toBe(missingPart('another'));
});

test('the names are those of queries', () => {
  const text = globSync('lib/prom/queries/*.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  for (const name of ['requests', 'failures', 'latency', 'tcp-sent', 'tcp-received', 'sent-since-change'])
    expect(text).toContain(`name: '${name}'`);
});
