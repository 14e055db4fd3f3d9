import { expect, test } from 'vitest';
import { emptySnapshot } from '#lib/mesh/snapshot.ts';
import { createHistoryStore } from '../history/history-store.ts';
import { change, objectOf } from '../history/testing/change.ts';
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
    change('bank', at - 200, { object: objectOf('bank', 'pay') }),
    change('cluster', at - 100, { object: objectOf(null, 'n1', 'Namespace') }),
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
