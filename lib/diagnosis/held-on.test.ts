import { expect, test } from 'vitest';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import { type Holdable, heldOn } from './held-on.ts';
import { walk } from './walk.ts';

const names = ['web', 'cart'];
const snapshot = mesh(names.flatMap((name) => [...workload('shop', name), service('shop', name)]));
const call: Call = { from: 'shop/web', to: 'shop/cart', service: 'shop/cart', reporter: 'source' };
const [problem] = walk({
  graph: testGraph(snapshot, [sample('requests', call, 20), failure(call, '500', 5)]),
  snapshot,
});
if (problem === undefined || problem.cause === null) throw new Error('an application that fails is told');
const { cause } = problem;
const was = (doubted: number | null = null): Holdable => ({
  ...problem,
  key: 'as it was',
  doubted: doubted === null ? null : epochSeconds.parse(doubted),
});
const found = (cause: Holdable['cause']): Holdable => ({ ...problem, key: 'anew', cause, doubted: null });
const looked = (at: number, before: Holdable, changed: boolean) => ({
  at: epochSeconds.parse(at),
  window: seconds.parse(300),
  before: [before],
  span: seconds.parse(45),
  isChanged: () => changed,
});
const keys = (problems: readonly Holdable[]) => problems.map(({ key }) => key);

test('a cause whose object was just changed is told on until what comes after it is seen', () => {
  const [held, ...others] = heldOn([found(cause)], looked(1000, was(), true));
  expect(others).toEqual([]);
  expect(held).toMatchObject({ key: 'as it was', doubted: 1000 });
  expect(keys(heldOn([found(cause)], looked(1060, was(1000), false)))).toEqual(['as it was']);
  expect(keys(heldOn([found(cause)], looked(1100, was(1000), false)))).toEqual(['anew']);
});

test('the same where nothing can be told any more', () => {
  expect(keys(heldOn([found(null)], looked(1000, was(), false)))).toEqual(['as it was']);
});

test('another cause without any change is believed at once', () => {
  expect(keys(heldOn([found(cause)], looked(1000, was(), false)))).toEqual(['anew']);
});

test('where nobody looks at the last moments nothing is held', () => {
  expect(keys(heldOn([found(null)], { ...looked(1000, was(), true), span: null }))).toEqual(['anew']);
});
