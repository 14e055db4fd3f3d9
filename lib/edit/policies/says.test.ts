import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { connectionPoolSays } from './connection-pool-says.ts';
import { loadBalancerSays } from './load-balancer-says.ts';
import { outlierDetectionSays } from './outlier-detection-says.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test.each([
  [
    '{ tcp: { maxConnections: 100, connectTimeout: 3s }, http: { http1MaxPendingRequests: 10, maxRequestsPerConnection: 1 } }',
    3,
    'Each client proxy may hold 100 connections to cart and let 10 requests wait for a connection. A request beyond that is answered 503 at once (flag UO). 3 client pods could hold 300 connections together. Every request opens a connection of its own. A connection that is not there after 3 s has failed.',
  ],
  ['{ tcp: { maxConnections: 1 } }', null, 'Each client proxy may hold 1 connection to cart.'],
  ['{}', 5, 'Nothing limits what a client proxy sends to cart.'],
  [
    '{ http: { http2MaxRequests: 50, maxRetries: 3, maxRequestsPerConnection: 10 } }',
    null,
    'Each client proxy may have 50 requests to cart under way and try 3 requests again at a time. A request beyond that is answered 503 at once (flag UO). A connection is closed after 10 requests.',
  ],
])('a pool of %s for %s clients', (pool, clients, says) => {
  expect(plain(connectionPoolSays(parse(pool), 'cart', clients))).toBe(says);
});

test.each([
  [
    '{ consecutive5xxErrors: 3, interval: 5s, baseEjectionTime: 1m, maxEjectionPercent: 50 }',
    4,
    'A pod that answers 3 requests in a row with 5xx is left out for 1 min, longer each time it happens again. Each client proxy judges by its own requests; who comes back is looked at every 5 s. At most 50 % of the pods are out at once: 2 of 4 pods.',
  ],
  [
    '{}',
    3,
    'A pod that answers 5 requests in a row with 5xx is left out for 30 s, longer each time it happens again. Each client proxy judges by its own requests; who comes back is looked at every 10 s. At most 10 % of the pods are out at once: 0 of 3 pods. That is less than one pod, so none is ever left out.',
  ],
  ['{ consecutive5xxErrors: 0 }', null, 'No pod is left out: both counts of errors are 0.'],
])('outliers of %s among %s pods', (outliers, pods, says) => {
  expect(plain(outlierDetectionSays(parse(outliers), pods))).toBe(says);
});

test.each([
  ['null', 'Of two pods picked at random, the one with fewer requests under way takes a request.'],
  [
    '{ simple: ROUND_ROBIN, warmup: { duration: 60s } }',
    'Pods take requests in turn. A new pod starts with 10 % of its share and has all of it after 1 min.',
  ],
  [
    '{ simple: RANDOM, warmupDurationSecs: 5s }',
    'Each request goes to any pod. The warm-up has no effect: it is for ROUND_ROBIN and LEAST_REQUEST.',
  ],
  [
    '{ consistentHash: { httpCookie: { name: c } } }',
    'Requests with the same cookie c go to the same pod while the pods stay the same, so pods may get unequal shares.',
  ],
])('a balancer of %s', (balancer, says) => {
  expect(plain(loadBalancerSays(parse(balancer)))).toBe(says);
});
