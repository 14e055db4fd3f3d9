import { expect, test } from 'vitest';
import { WeftError } from '#lib/core/error-code.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import { readIncidents } from '../queries/incidents.ts';
import { contextOf, live } from '../queries/testing/context.ts';
import { startPath } from './start-path.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const snapshot = mesh([
  ...workload('shop', 'frontend'),
  ...workload('shop', 'cart'),
  service('shop', 'cart'),
]);
const slowly = { now: () => 1_000_000_000, after: () => new Promise<void>(() => undefined) };
const begin = (of: Promise<ReturnType<typeof contextOf>['ctx']>, clock = slowly) =>
  startPath({ contextFor: () => of, clock }, new Headers());

test('one begins at what is wrong where anything is open, else at the graph', async () => {
  const { ctx } = contextOf({ snapshot, samples: [sample('requests', call, 10), failure(call, '500', 5)] });
  const asking = { ...ctx, clock: slowly };
  expect(await begin(Promise.resolve(asking))).toBe('/graph');
  await readIncidents(asking, live);
  expect(await begin(Promise.resolve(asking))).toBe('/incidents');
});

test('who is not signed in, and whose rights cannot be asked in a moment, begins at the graph', async () => {
  expect(await begin(Promise.reject(new WeftError('unauthenticated', 'Nobody is signed in.')))).toBe(
    '/graph',
  );
  const never = new Promise<never>(() => undefined);
  expect(await begin(never, { ...slowly, after: () => Promise.resolve() })).toBe('/graph');
});
