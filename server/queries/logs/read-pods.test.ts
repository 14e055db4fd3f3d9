import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { WeftError } from '#lib/core/error-code.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { createLineReader } from '#lib/logs/parse-line.ts';
import type { LogRead } from '../../context.ts';
import { contextOf, type World } from '../testing/context.ts';
import { LineMerge, mostLines } from './merge-lines.ts';
import type { ToRead } from './pods-to-read.ts';
import { readPods } from './read-pods.ts';

const pods = (count: number): ToRead[] =>
  Array.from({ length: count }, (_, i) => {
    const pod: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pay-${i}`, namespace: 'shop' },
    };
    return { side: 'own', pod, container: 'istio-proxy' };
  });
const asked = { previous: false, since: null, until: null, tail: 3000 };
const contextWith = (log: World['log']) =>
  contextOf({ snapshot: mesh([]), samples: [], ...(log === undefined ? {} : { log }) }).ctx;

test('of fifty pods with 3,000 long lines each no more is held than a few logs and what is answered', async () => {
  let held = 0;
  let most = 0;
  const long = 'x'.repeat(2000);
  const ctx = contextWith(async ({ pod }): Promise<LogRead> => {
    held += 1;
    most = Math.max(most, held);
    await turn();
    const lines = Array.from({ length: 3000 }, (_, i) => ({
      text: `2026-01-05T10:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}Z ${pod} ${long}`,
      bytes: 2040,
    }));
    return { lines, bytes: 6_000_000, cut: null };
  });
  const merge = new LineMerge({
    read: createLineReader({ texts: [], keys: [] }),
    span: null,
    wants: () => true,
  });
  const read = await readPods(ctx, pods(50), asked, async (...log) => {
    await merge.take(...log);
    held -= 1;
    expect(merge.chosen().lines.length).toBeLessThanOrEqual(mostLines);
  });
  expect(read.every((pod) => pod.read?.lines === 3000)).toBe(true);
  expect(most).toBeLessThanOrEqual(8);
  const { lines, more } = merge.chosen();
  expect(lines.length + more).toBe(150_000);
  expect(lines.every(({ at }) => at !== null && at >= Date.parse('2026-01-05T10:49:00Z'))).toBe(true);
});

test('logs that came before nodes hung are there, those that had no turn say so', async () => {
  const [late, hung] = [new AbortController(), Promise.withResolvers<void>()];
  let begun = 0;
  const ctx = contextWith(async ({ pod }): Promise<LogRead> => {
    if (pod === 'pay-0') return { lines: [{ text: 'a', bytes: 1 }], bytes: 1, cut: null };
    begun += 1;
    if (begun === 8) late.abort();
    await hung.promise;
    throw new WeftError('timeout', 'It did not come to its end.');
  });
  late.signal.addEventListener('abort', () => hung.resolve());
  const read = await readPods(ctx, pods(30), asked, async () => undefined, late.signal);
  const said = Map.groupBy(read, ({ failure }) => failure?.message ?? 'read');
  expect([...said].map(([message, of]) => [message, of.length])).toEqual([
    ['read', 1],
    ['It did not come to its end.', 8],
    ['The logs that were asked for before it took too long.', 21],
  ]);
});
