import { expect, test } from 'vitest';
import { subsetCheck } from './subset.ts';
import { cart, planOf, splitOf, subsetsOf } from './testing/plan-of.ts';

const from = splitOf({ v1: 100, v2: 0 });
const to = splitOf({ v1: 90, v2: 10 });

test('subsets that are defined and have a ready pod pass', () => {
  const [check] = subsetCheck(planOf({ base: cart() + subsetsOf(['v1', 'v2']), before: from, after: to }));
  expect(check).toMatchObject({ outcome: 'passes', says: expect.stringContaining('cart v1, cart v2') });
});

test('a missing subset with weight cannot be passed; without weight it hinders nothing', () => {
  const base = cart() + subsetsOf(['v1']);
  const checks = subsetCheck(planOf({ base, before: from, after: to }));
  expect(checks).toEqual([
    expect.objectContaining({ outcome: 'blocks', confirm: null, says: expect.stringContaining('503 NC') }),
  ]);
  expect(subsetCheck(planOf({ base, before: to, after: from }))).toMatchObject([{ outcome: 'passes' }]);
});

test('a rule of the namespace of the route is in force, not merged with the one of the service', () => {
  const route = (yaml: string) =>
    yaml
      .replace('namespace: shop', 'namespace: web')
      .replaceAll('host":"cart', 'host":"cart.shop.svc.cluster.local');
  const base = cart() + subsetsOf(['v1', 'v2']) + subsetsOf(['v1'], 'web');
  const [check] = subsetCheck(planOf({ base, before: route(from), after: route(to) }));
  expect(check).toMatchObject({
    outcome: 'blocks',
    says: expect.stringContaining('DestinationRule web/cart'),
  });
});

test('a subset without a ready pod is passed by its name', () => {
  const base = cart({ ready: false }) + subsetsOf(['v1', 'v2']);
  const [check] = subsetCheck(planOf({ base, before: from, after: to }));
  expect(check).toMatchObject({
    outcome: 'blocks',
    confirm: 'v2',
    says: expect.stringContaining('0 of its pods are ready'),
  });
  const none = subsetCheck(
    planOf({ base: cart({ v2: 0 }) + subsetsOf(['v1', 'v2']), before: from, after: to }),
  );
  expect(none[0]?.says).toContain('no pod');
});

test('a subset that the plan itself defines is there', () => {
  const plan = planOf({ base: cart(), before: subsetsOf(['v1']), after: subsetsOf(['v1', 'v2']) + to });
  expect(subsetCheck(plan)).toMatchObject([{ outcome: 'passes' }]);
});

test('a rule that the plan leaves alone is not judged', () => {
  const base = cart() + subsetsOf(['v1']);
  expect(
    subsetCheck(planOf({ base, before: to, after: to.replace('hosts', 'exportTo: ["."]\n  hosts') })),
  ).toEqual([]);
});
