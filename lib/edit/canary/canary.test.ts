import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { applied, noLive, planned } from '../testing/applied.ts';
import { cleanUpCanary } from './clean-up-canary.ts';
import { finishCanary, finishCanarySays } from './finish-canary.ts';
import { startCanary, startCanarySays } from './start-canary.ts';

const service = (name: string, selector: string, ports = '{ name: http, port: 80 }') => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: ${selector}, ports: [${ports}] }
`;
const versions = ['v1', 'v2']
  .map((version) => pod('shop', `cart-${version}`, { app: 'cart', version }))
  .join('');
const cart = service('cart', '{ app: cart }') + versions + pod('web', 'web', { app: 'web' });
const object = (kind: string, name: string, namespace: string, spec: string) => `
---
apiVersion: ${kind === 'HTTPRoute' ? 'gateway.networking.k8s.io' : 'networking.istio.io'}/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace}, resourceVersion: "7" }
spec: ${spec}`;
const rule = (name: string, namespace: string, spec: string) =>
  object('DestinationRule', name, namespace, spec);
const route = (name: string, namespace: string, spec: string) =>
  object('VirtualService', name, namespace, spec);

const input = { service: { namespace: 'shop', name: 'cart' }, stable: 'v1', canary: 'v2', weight: 5 };
const start = (cluster: ClusterSnapshot, more: Partial<typeof input> = {}) =>
  startCanary(cluster, noLive, { ...input, ...more });
const stepsOf = (plan: ReturnType<typeof startCanary>) =>
  planned(plan).steps.map(({ do: does, ref }) => `${does} ${ref.kind} ${ref.namespace}/${ref.name}`);
const spec = (
  cluster: ClusterSnapshot,
  kind: 'VirtualService' | 'DestinationRule' | 'HTTPRoute',
  key: string,
): unknown =>
  [...objects(cluster, kind)].find(
    ({ metadata }: KubeObject) => `${metadata.namespace}/${metadata.name}` === key,
  )?.spec;

const subsets = 'subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }]';
const split = (stable = 95, canary = 5, more = '') =>
  `[{ destination: { host: cart, subset: v1 }, weight: ${stable}${more} }, { destination: { host: cart, subset: v2 }, weight: ${canary}${more} }]`;

test('a service with nothing gets subsets, then a route', () => {
  const cluster = clusterOf(cart);
  const plan = start(cluster);
  expect(stepsOf(plan)).toEqual(['create DestinationRule shop/cart', 'create VirtualService shop/cart']);
  const after = applied(cluster, plan);
  expect(spec(after, 'DestinationRule', 'shop/cart')).toEqual(parse(`{ host: cart, ${subsets} }`));
  expect(spec(after, 'VirtualService', 'shop/cart')).toEqual(
    parse(`{ hosts: [cart], http: [{ route: ${split()} }] }`),
  );
});

test('ports of bytes are split each for itself', () => {
  const cluster = clusterOf(
    service('cart', '{ app: cart }', '{ name: tcp-a, port: 9000 }, { name: tls, port: 443 }') + versions,
  );
  const to = (subset: string, weight: number) =>
    `{ destination: { host: cart, subset: ${subset}, port: { number: 9000 } }, weight: ${weight} }`;
  expect(spec(applied(cluster, start(cluster)), 'VirtualService', 'shop/cart')).toEqual(
    parse(`{ hosts: [cart], tcp: [{ match: [{ port: 9000 }], route: [${to('v1', 95)}, ${to('v2', 5)}] }] }`),
  );
});

test('of several ports each destination names its own', () => {
  const cluster = clusterOf(
    service('cart', '{ app: cart }', '{ name: http, port: 80 }, { name: grpc, port: 81 }') + versions,
  );
  const route = (port: number) => split().replaceAll('cart,', `cart, port: { number: ${port} },`);
  expect(spec(applied(cluster, start(cluster)), 'VirtualService', 'shop/cart')).toEqual(
    parse(
      `{ hosts: [cart], http: [{ match: [{ port: 80 }], route: ${route(80)} }, { match: [{ port: 81 }], route: ${route(81)} }] }`,
    ),
  );
});

test('what governs is extended: rules of every caller, routes of the mesh and of gateways', () => {
  const exact = 'host: cart.shop.svc.cluster.local';
  const cluster = clusterOf(
    cart +
      rule(
        'root',
        'istio-system',
        `{ ${exact}, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }, subsets: [{ name: one, labels: { version: v1 } }] }`,
      ) +
      rule('web', 'web', `{ ${exact}, unknown: 1 }`) +
      route(
        'cart',
        'shop',
        '{ hosts: [cart], http: [{ match: [{ uri: { prefix: /a } }], timeout: 2s, route: [{ destination: { host: cart }, headers: { request: {} } }] }, { route: [{ destination: { host: cart, subset: v9 } }] }] }',
      ) +
      route(
        'entry',
        'web',
        `{ hosts: [shop.example.com], gateways: [gw], http: [{ route: [{ destination: { ${exact}, port: { number: 80 } } }] }, { route: [{ destination: { host: other } }] }] }`,
      ),
  );
  const plan = start(cluster, { weight: 0 });
  expect(stepsOf(plan)).toEqual([
    'patch DestinationRule istio-system/root',
    'patch DestinationRule web/web',
    'patch VirtualService shop/cart',
    'patch VirtualService web/entry',
  ]);
  const after = applied(cluster, plan);
  const [one, two] = ['{ name: one, labels: { version: v1 } }', '{ name: v2, labels: { version: v2 } }'];
  expect(spec(after, 'DestinationRule', 'istio-system/root')).toEqual(
    parse(`{ ${exact}, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }, subsets: [${one}, ${two}] }`),
  );
  expect(spec(after, 'DestinationRule', 'web/web')).toEqual(
    parse(`{ ${exact}, unknown: 1, subsets: [${one}, ${two}] }`),
  );
  expect(spec(after, 'VirtualService', 'shop/cart')).toMatchObject(
    parse(
      `{ http: [{ timeout: 2s, route: ${split(100, 0, ', headers: { request: {} }').replace('v1', 'one')} }, { route: [{ destination: { host: cart, subset: v9 } }] }] }`,
    ),
  );
  expect(spec(after, 'VirtualService', 'web/entry')).toMatchObject(
    parse(
      `{ http: [{ route: [{ destination: { ${exact}, subset: one, port: { number: 80 } }, weight: 100 }, { destination: { ${exact}, subset: v2, port: { number: 80 } }, weight: 0 }] }, { route: [{ destination: { host: other } }] }] }`,
    ),
  );
});

test('a route of a gateway alone does not govern the mesh: it gets its own', () => {
  const cluster = clusterOf(
    cart +
      route(
        'entry',
        'shop',
        '{ hosts: [a.com], gateways: [gw], http: [{ route: [{ destination: { host: cart } }] }] }',
      ),
  );
  expect(stepsOf(start(cluster))).toEqual([
    'create DestinationRule shop/cart',
    'create VirtualService shop/cart',
    'patch VirtualService shop/entry',
  ]);
});

test('a wildcard rule is taken over by one for the host', () => {
  const cluster = clusterOf(
    cart +
      rule('wild', 'istio-system', '{ host: "*.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }'),
  );
  expect(spec(applied(cluster, start(cluster)), 'DestinationRule', 'shop/cart')).toEqual(
    parse(`{ host: cart, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }, ${subsets} }`),
  );
});

const byVersion =
  service('cart-v1', '{ app: cart, version: v1 }') + service('cart-v2', '{ app: cart, version: v2 }');
const k8sRoute = object(
  'HTTPRoute',
  'entry',
  'shop',
  '{ parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: cart, port: 80, filters: [] }] }] }',
);
test('routes of the Gateway API are split between a Service for each version, and the mesh gets one', () => {
  const cluster = clusterOf(cart + byVersion + k8sRoute);
  const plan = start(cluster);
  expect(stepsOf(plan)).toEqual(['create HTTPRoute shop/cart', 'patch HTTPRoute shop/entry']);
  const after = applied(cluster, plan);
  expect(spec(after, 'HTTPRoute', 'shop/entry')).toMatchObject(
    parse(
      '{ rules: [{ backendRefs: [{ name: cart-v1, port: 80, filters: [], weight: 95 }, { name: cart-v2, port: 80, filters: [], weight: 5 }] }] }',
    ),
  );
  expect(spec(after, 'HTTPRoute', 'shop/cart')).toEqual(
    parse(
      '{ parentRefs: [{ group: "", kind: Service, name: cart, port: 80 }], rules: [{ backendRefs: [{ name: cart-v1, port: 80, weight: 95 }, { name: cart-v2, port: 80, weight: 5 }] }] }',
    ),
  );
  const finished = applied(after, finishCanary(after, noLive, { service: input.service, keep: 'v2' }));
  expect(spec(finished, 'HTTPRoute', 'shop/entry')).toMatchObject(
    parse('{ rules: [{ backendRefs: [{ weight: 0 }, { weight: 100 }] }] }'),
  );
  const clean = applied(
    finished,
    cleanUpCanary(finished, noLive, { service: input.service, keep: 'cart-v2' }),
  );
  expect(spec(clean, 'HTTPRoute', 'shop/cart')).toMatchObject(
    parse('{ rules: [{ backendRefs: [{ name: cart-v2, weight: 100 }] }] }'),
  );
});

test('everything goes to one version, then the rest is cleaned up, routes before subsets', () => {
  const begun = clusterOf(cart);
  const cluster = applied(begun, start(begun));
  const finish = finishCanary(cluster, noLive, { service: input.service, keep: 'v2' });
  expect(stepsOf(finish)).toEqual(['patch VirtualService shop/cart']);
  const finished = applied(cluster, finish);
  expect(spec(finished, 'VirtualService', 'shop/cart')).toMatchObject(
    parse(`{ http: [{ route: ${split(0, 100)} }] }`),
  );
  const cleanUp = cleanUpCanary(finished, noLive, { service: input.service, keep: 'v2' });
  expect(stepsOf(cleanUp)).toEqual(['patch VirtualService shop/cart', 'patch DestinationRule shop/cart']);
  const clean = applied(finished, cleanUp);
  expect(spec(clean, 'VirtualService', 'shop/cart')).toMatchObject(
    parse('{ http: [{ route: [{ destination: { host: cart, subset: v2 }, weight: 100 }] }] }'),
  );
  expect(spec(clean, 'DestinationRule', 'shop/cart')).toMatchObject(parse('{ subsets: [{ name: v2 }] }'));
});

test('a subset that another route or a mirror names is kept', () => {
  const cluster = clusterOf(
    cart +
      rule('cart', 'shop', `{ host: cart, ${subsets} }`) +
      route('cart', 'shop', `{ hosts: [cart], http: [{ route: ${split(0, 100)} }] }`) +
      route(
        'other',
        'web',
        '{ hosts: [x], http: [{ route: [{ destination: { host: x } }], mirror: { host: cart.shop.svc.cluster.local, subset: v1 } }] }',
      ),
  );
  expect(stepsOf(cleanUpCanary(cluster, noLive, { service: input.service, keep: 'v2' }))).toEqual([
    'patch VirtualService shop/cart',
  ]);
});

const running = clusterOf(
  cart +
    rule('cart', 'shop', `{ host: cart, ${subsets} }`) +
    route('cart', 'shop', `{ hosts: [cart], http: [{ route: ${split()} }] }`),
);
test.each([
  ['no such service', start(running, { service: { namespace: 'shop', name: 'x' } }), /is not there/],
  ['no versions', start(clusterOf(service('cart', '{ app: cart }'))), /not told apart/],
  ['no such version', start(running, { canary: 'v3' }), /are of version v3/],
  ['the same version', start(running, { canary: 'v1' }), /another version/],
  ['a weight above all', start(running, { weight: 101 }), /0 to 100/],
  ['a split that runs', start(running), /move the weights/],
  [
    'no Service for a version',
    start(clusterOf(cart + k8sRoute)),
    /HTTPRoute shop\/entry .* selects version v1 and v2 alone is missing/,
  ],
  [
    'a subset of another meaning',
    start(
      clusterOf(
        cart + rule('cart', 'shop', '{ host: cart, subsets: [{ name: v2, labels: { version: v9 } }] }'),
      ),
    ),
    /subset v2 of DestinationRule shop\/cart/,
  ],
  [
    'a rule that not every caller sees',
    start(clusterOf(cart + rule('own', 'shop', '{ host: cart, exportTo: [.] }'))),
    /shop\/own is not exported/,
  ],
  [
    'only TLS',
    start(clusterOf(service('cart', '{ app: cart }', '{ name: tls, port: 443 }') + versions)),
    /no port/,
  ],
  [
    'nothing split',
    finishCanary(clusterOf(cart), noLive, { service: input.service, keep: 'v2' }),
    /No route splits/,
  ],
  [
    'finished already',
    finishCanary(
      clusterOf(cart + route('cart', 'shop', `{ hosts: [cart], http: [{ route: ${split(0, 5)} }] }`)),
      noLive,
      { service: input.service, keep: 'v2' },
    ),
    /has everything/,
  ],
  [
    'clean up while it runs',
    cleanUpCanary(running, noLive, { service: input.service, keep: 'v2' }),
    /Traffic still goes to v1/,
  ],
  [
    'nothing to clean up',
    cleanUpCanary(clusterOf(cart), noLive, { service: input.service, keep: 'v2' }),
    /No route names another/,
  ],
])('refused: %s', (_, plan, message) => {
  expect(plan.ok ? '' : plan.error).toMatch(message);
});

test('what it comes to', () => {
  expect(startCanarySays(input)).toBe('Of 100 requests to cart, about 5 go to v2 and 95 to v1.');
  expect(startCanarySays({ ...input, weight: 0 })).toMatch(/^All requests to cart go to v1\./);
  expect(finishCanarySays({ service: input.service, keep: 'v2' })).toMatch(
    /^All requests to cart that were split go to v2\./,
  );
});
