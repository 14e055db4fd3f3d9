import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { routeRules } from './route-rules.ts';
import { splitSentence } from './split-sentence.ts';

const rule = (http: object) => {
  const object: KubeObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { hosts: ['cart'], http: [http] },
  };
  const [first] = routeRules(object);
  if (first === undefined) throw new Error('no rule');
  return first;
};
const to = (subset: string, weight: number) => ({ destination: { host: 'cart.shop', subset }, weight });

test('says who would get which share of what', () => {
  const plain = rule({ route: [to('v1', 90), to('v2', 10)] });
  expect(splitSentence(plain, [75, 25], [])).toBe(
    'Of all requests, cart v1 would get 75\u00a0% instead of 90\u00a0% and cart v2 would get 25\u00a0% instead of 10\u00a0%.',
  );
  expect(splitSentence(plain, [90, 10], [])).toBeNull();
});

test('names what the rule asks for, and weights that change no share', () => {
  const cohort = rule({
    match: [{ headers: { cohort: { exact: 'beta' } } }],
    route: [to('v1', 9), to('v2', 1)],
  });
  expect(splitSentence(cohort, [90, 10], [])).toMatch(
    /^Of requests with .*cohort.*, cart v1 keeps 90\u00a0% by a weight of 90 and cart v2 keeps 10\u00a0% by a weight of 10\.$/,
  );
});

test('a mirror that is not written copies everything', () => {
  const mirrored = rule({ route: [to('v1', 1)], mirror: { host: 'cart', subset: 'v2' } });
  expect(splitSentence(mirrored, [1], [20])).toBe(
    'Of all requests, copies of 20\u00a0% instead of 100\u00a0% would go to cart v2.',
  );
});
