import { expect, test } from 'vitest';
import { nodeId } from '#lib/core/ids.ts';
import { edge, graph, node } from '#lib/graph/testing/elements.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { blastRadiusCheck } from './blast-radius.ts';
import { cart, edgeGateway, planOf, splitOf, subsetsOf } from './testing/plan-of.ts';

const service = {
  cluster: clusterOf('').id,
  namespace: 'shop',
  name: 'cart',
  host: 'cart.shop.svc.cluster.local',
};
const traffic = graph(
  ['shop/web', 'shop/app', 'shop/cart-v1', 'shop/db'].map((path) => node(path)),
  [
    edge('shop/web > shop/cart-v1', { count: 9000 }, { service }),
    edge('shop/app > shop/cart-v1', { count: 300 }, { service }),
    edge('shop/cart-v1 > shop/db', { count: 9000 }),
  ],
);
const split = { base: cart(), before: splitOf({ v1: 9, v2: 1 }), after: splitOf({ v1: 8, v2: 2 }) };

test('the callers of its hosts are told with what they send, the busiest first', () => {
  expect(blastRadiusCheck(planOf({ ...split, traffic }))).toMatchObject([
    { outcome: 'passes', says: 'It touches 2 callers, 31\u00a0rps in all: web 30\u00a0rps, app 1\u00a0rps.' },
  ]);
});

test('no call is not the same as no metrics', () => {
  expect(blastRadiusCheck(planOf({ ...split, traffic: graph([]) }))[0]?.says).toContain('Nobody called');
  expect(blastRadiusCheck(planOf(split))).toMatchObject([{ outcome: 'unknown' }]);
});

test('what holds for the whole mesh warns, and still tells its traffic', () => {
  const after = subsetsOf(['v1'], 'istio-system');
  expect(blastRadiusCheck(planOf({ base: cart(), after, traffic }))).toMatchObject([
    { outcome: 'warns', says: expect.stringMatching(/whole mesh\. It touches 2 callers/) },
  ]);
});

test('what enters through a Gateway is what its proxy sends on', () => {
  const proxy = pod('shop', 'edge', { istio: 'edge' }).replace(
    /name: app \}.*/,
    'name: istio-proxy, args: [proxy, router] }]',
  );
  const from = 'wl/Kubernetes/shop/edge';
  const entering = graph(
    [node('shop/edge', { id: nodeId.parse(from) }), node('shop/cart-v1')],
    [edge(`${from} > shop/cart-v1`, { count: 3000 }, { service: { ...service, host: 'x' } })],
  );
  expect(blastRadiusCheck(planOf({ base: proxy, before: edgeGateway, traffic: entering }))).toMatchObject([
    { outcome: 'warns', says: expect.stringContaining('It touches 1 caller, 10\u00a0rps in all: edge') },
  ]);
});

test('an alerting rule touches no traffic, wherever it is', () => {
  const { steps, ...rest } = planOf({ base: cart(), after: subsetsOf(['v1'], 'istio-system'), traffic });
  const ofRule = steps.map((step) => ({
    ...step,
    ref: { ...step.ref, group: 'monitoring.coreos.com', kind: 'PrometheusRule', name: 'cart' },
  }));
  expect(blastRadiusCheck({ ...rest, steps: ofRule })).toMatchObject([
    { outcome: 'passes', says: expect.stringContaining('touches no traffic') },
  ]);
});
