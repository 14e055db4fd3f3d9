import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { simulate, startMs, sums } from '#demo/traffic/testing/observe.ts';

const mesh = (weightOfV2: number, istiods: number) => {
  const builder = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 100 }] })
    .workload('cart-v1', 'cart', { version: 'v1', serves: [{ port: 8080 }] })
    .workload('cart-v2', 'cart', { version: 'v2', serves: [{ port: 8080 }] })
    .service('cart', { 8080: 'http' })
    .object('DestinationRule', 'cart', {
      host: 'cart',
      subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
    })
    .object('VirtualService', 'cart', {
      hosts: ['cart'],
      http: [
        {
          route: [
            { destination: { host: 'cart', subset: 'v1' }, weight: 100 - weightOfV2 },
            { destination: { host: 'cart', subset: 'v2' }, weight: weightOfV2 },
          ],
        },
      ],
    });
  return istiods === 0
    ? builder
    : builder.workload('istiod', 'istiod', { namespace: 'istio-system', meshed: false, replicas: istiods });
};

test('without istiod a change reaches no proxy and its metrics are gone; back again it catches up', () => {
  const simulation = simulate(mesh(0, 1).view());
  const toV2 = () =>
    sums(simulation, 'istio_requests_total', [], { reporter: 'source', destination_workload: 'cart-v2' }).get(
      '',
    ) ?? 0;
  const pilot = () => [...simulation.series()].filter(({ name }) => name.startsWith('pilot_')).length;
  expect(pilot()).toBeGreaterThan(0);
  simulation.configure(mesh(50, 0).view());
  simulation.advance(startMs + 120_000);
  expect(toV2()).toBe(0);
  expect(pilot()).toBe(0);
  simulation.configure(mesh(50, 1).view());
  simulation.advance(startMs + 180_000);
  expect(toV2()).toBeGreaterThan(2500);
  expect(pilot()).toBeGreaterThan(0);
});

test('a mesh that never had an istiod of its own takes changes', () => {
  const simulation = simulate(mesh(0, 0).view());
  simulation.configure(mesh(100, 0).view());
  simulation.advance(startMs + 120_000);
  const sent = sums(simulation, 'istio_requests_total', ['destination_workload'], { reporter: 'source' });
  expect(sent.get('cart-v2')).toBeGreaterThan(5000);
});
