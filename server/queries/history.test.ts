import { expect, test } from 'vitest';
import type { HistoryResponse } from '#lib/api/history-contract.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { emptySnapshot } from '#lib/mesh/snapshot.ts';
import { createHistoryStore } from '../history/history-store.ts';
import { change } from '../history/testing/change.ts';
import { params } from '../http/parse.ts';
import { createLogger } from '../log.ts';
import { readHistory } from './history.ts';
import { at, contextOf } from './testing/context.ts';

async function contextWith(namespaces?: readonly string[]) {
  const { ctx } = contextOf({ snapshot: emptySnapshot, samples: [], ...(namespaces ? { namespaces } : {}) });
  const history = createHistoryStore({
    open: null,
    clock: ctx.clock,
    log: createLogger('silent'),
    signal: ctx.signal,
  });
  await history.append([
    change('old', at - 100_000),
    change('shop', at - 300),
    change('bank', at - 200, { object: refTo('VirtualService', 'pay', 'bank') }),
    change('cluster', at - 100, { object: refTo('Namespace', 'n1', null) }),
  ]);
  return { ...ctx, history };
}
const asked = (query: Record<string, string> = {}) => params.history.parse(query);
const idsOf = async (query: Record<string, string>, namespaces?: readonly string[]) =>
  (await readHistory(await contextWith(namespaces), asked(query))).changes.map(({ id }) => id);

test('the last day is told, the newest first, and whether there is more', async () => {
  expect(await idsOf({})).toEqual(['cluster', 'bank', 'shop']);
  const two = await readHistory(await contextWith(), asked({ limit: '2' }));
  expect([two.changes.length, two.more, two.kept]).toEqual([2, true, { lasting: false, trouble: null }]);
});

test('a viewer is told of their own namespaces alone, whatever they ask for', async () => {
  expect(await idsOf({}, ['shop'])).toEqual(['shop']);
  expect(await idsOf({ namespaces: 'bank,shop' }, ['shop'])).toEqual(['shop']);
  expect(await idsOf({ namespaces: 'bank' }, ['shop'])).toEqual([]);
  expect(await idsOf({ object: 'Kubernetes/networking.istio.io/VirtualService/bank/pay' }, ['shop'])).toEqual(
    [],
  );
});

test('objects and kinds narrow it', async () => {
  expect(await idsOf({ object: 'Kubernetes/networking.istio.io/VirtualService/bank/pay' })).toEqual(['bank']);
  expect(await idsOf({ kind: 'Namespace' })).toEqual(['cluster']);
});

test('who and words narrow it, and what there is in all is counted', async () => {
  expect(await idsOf({ who: 'nobody' })).toEqual([]);
  expect(await idsOf({ q: 'Bank/PAY timeout' })).toEqual(['bank']);
  const { counts } = await readHistory(await contextWith(), asked({ counts: '1', q: 'cart', limit: '1' }));
  expect(counts).toEqual({
    total: 1,
    kinds: [
      { name: 'VirtualService', count: 2 },
      { name: 'Namespace', count: 1 },
    ],
    who: [{ name: 'kubectl-edit', count: 3 }],
  });
});

test('page by page every change is told once, also where many are of one second', async () => {
  const ctx = await contextWith();
  const many = Array.from({ length: 23 }, (_, i) => change(`n${i}`, at - 500 - Math.floor(i / 7)));
  await ctx.history.append(many);
  const whole = (await readHistory(ctx, asked({ from: '0' }))).changes.map(({ id }) => id);
  const told: string[] = [];
  for (let cursor: string | null = '999999999999.0'; cursor !== null; ) {
    const page: HistoryResponse = await readHistory(ctx, asked({ from: '0', limit: '5', cursor }));
    told.push(...page.changes.map(({ id }) => id));
    cursor = page.next;
  }
  expect(told).toEqual(whole);
  expect(new Set(told).size).toBe(27);
});
