import { expect, test } from 'vitest';
import { service, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { foundIn, made } from '../testing/found-in.ts';
import { poolTooSmall } from './pool-too-small.ts';

const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const call = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart' };
const withPool = (http: object, tcp: object = {}) => [
  ...ends,
  made('networking.istio.io/v1', 'DestinationRule', 'cart', {
    host: 'cart',
    trafficPolicy: { connectionPool: { tcp, http } },
  }),
];
/** `rate` requests per second of a second each, half of it where `latency` says so: milliseconds per second. */
const busy = (rate: number, each = 1000) => [
  sample('requests', call, rate),
  sample('latency', call, rate * each),
];
const at = 'DestinationRule cart spec.trafficPolicy.connectionPool';

test('requests over a limit are refused', () => {
  const refused = { ...call, to: null };
  const traffic = [...busy(9), sample('requests', refused, 1), failure(refused, '503 UO', 1)];
  const found = foundIn(
    poolTooSmall,
    withPool({ http1MaxPendingRequests: 1 }, { maxConnections: 1 }),
    traffic,
  );
  expect(found.at).toEqual([`warning WEFT0223 ${at}`]);
  expect(found.texts[0]).toContain('300 of 3000 requests (10 %)');
  expect(found.texts[0]).toContain('(maxConnections 1, http1MaxPendingRequests 1)');
});

test('more in flight than a pod may have', () => {
  const found = foundIn(poolTooSmall, withPool({ http2MaxRequests: 5 }), busy(8));
  expect(found.at).toEqual([`warning WEFT0224 ${at}`]);
  expect(found.texts[0]).toContain('has 8 requests to cart.shop.svc.cluster.local in flight');
  expect(foundIn(poolTooSmall, withPool({ http2MaxRequests: 10 }), busy(8)).at).toEqual([]);
  expect(foundIn(poolTooSmall, withPool({ http2MaxRequests: 5 }), busy(8, 500)).at).toEqual([]);
});

test('a queue is no limit of what is in flight, no limit is 0, and latency that was not measured is none', () => {
  expect(foundIn(poolTooSmall, withPool({ http1MaxPendingRequests: 2 }), busy(8)).at).toEqual([]);
  expect(foundIn(poolTooSmall, withPool({ http2MaxRequests: 0 }), busy(8)).at).toEqual([]);
  expect(foundIn(poolTooSmall, withPool({ http2MaxRequests: 5 }), [sample('requests', call, 8)]).at).toEqual(
    [],
  );
});
