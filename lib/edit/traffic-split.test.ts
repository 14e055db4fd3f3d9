import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { shiftWeights } from './traffic-split.ts';

const ref = {
  cluster: clusterId.parse('Kubernetes'),
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'shop',
  name: 'product',
};

const route = (weights: readonly (number | undefined)[]) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'product', namespace: 'shop', resourceVersion: '12', generation: 3 },
  spec: {
    hosts: ['product'],
    http: [
      {
        match: [{ headers: { cohort: { exact: 'beta' } } }],
        route: [{ destination: { host: 'product', subset: 'v2' } }],
      },
      {
        unknownField: { kept: true },
        route: weights.map((weight, i) => ({
          destination: { host: 'product', subset: `v${i + 1}` },
          ...(weight === undefined ? {} : { weight }),
        })),
      },
    ],
  },
});

test('only the weights that change are written, each behind a test of what was seen', () => {
  const result = shiftWeights(ref, route([90, 10]), { rule: 1, weights: [75, 25] });
  expect(result).toEqual({
    ok: true,
    value: {
      steps: [
        {
          do: 'patch',
          ref,
          resourceVersion: '12',
          generation: 3,
          patch: [
            {
              op: 'test',
              path: '/spec/http/1/route/0/destination',
              value: { host: 'product', subset: 'v1' },
            },
            { op: 'test', path: '/spec/http/1/route/0/weight', value: 90 },
            { op: 'replace', path: '/spec/http/1/route/0/weight', value: 75 },
            {
              op: 'test',
              path: '/spec/http/1/route/1/destination',
              value: { host: 'product', subset: 'v2' },
            },
            { op: 'test', path: '/spec/http/1/route/1/weight', value: 10 },
            { op: 'replace', path: '/spec/http/1/route/1/weight', value: 25 },
          ],
        },
      ],
    },
  });
});

test('a destination without a weight gets one by add, also when the new weight is 0', () => {
  const result = shiftWeights(ref, route([undefined, 10]), { rule: 1, weights: [0, 10] });
  const last = { op: 'add', path: '/spec/http/1/route/0/weight', value: 0 };
  const patch = expect.arrayContaining([last]);
  expect(result).toMatchObject({ value: { steps: [{ patch }] } });
});

test.each([
  ['a rule that is not there', [90, 10], { rule: 2, weights: [1, 1] }, /no HTTP rule 2/],
  ['another number of destinations', [90, 10], { rule: 1, weights: [100] }, /has 2 destinations; 1 weights/],
  ['a sum of zero', [90, 10], { rule: 1, weights: [0, 0] }, /All weights are 0/],
  ['a fraction', [90, 10], { rule: 1, weights: [0.5, 0.5] }, /whole number/],
  ['no change', [90, 10], { rule: 1, weights: [90, 10] }, /nothing to change/],
] as const)('refused: %s', (_, weights, shift, message) => {
  const result = shiftWeights(ref, route(weights), shift);
  expect(result.ok ? '' : result.error).toMatch(message);
});
