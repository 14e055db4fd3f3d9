import { expect, test } from 'vitest';
import { type Endpoint, unknown } from './endpoint.ts';
import { type GraphType, identify, viewNodeId } from './identify.ts';

const end = (fields: Partial<Endpoint>): Endpoint => ({
  cluster: 'east',
  serviceNamespace: 'shop',
  service: 'cart',
  namespace: 'shop',
  workload: 'cart-v1',
  app: 'cart',
  version: 'v1',
  ...fields,
});

const nobody = { namespace: unknown, workload: unknown, app: unknown, version: unknown };

const idOf = (fields: Partial<Endpoint>, type: GraphType) => {
  const identity = identify(end(fields), type);
  return identity === null ? null : viewNodeId(identity);
};

test.each([
  ['workload', {}, 'wl/east/shop/cart-v1'],
  ['service', {}, 'wl/east/shop/cart-v1'],
  ['app', {}, 'app/east/shop/cart'],
  ['versionedApp', {}, 'app/east/shop/cart/wl/cart-v1'],
  ['versionedApp', { workload: unknown }, 'app/east/shop/cart/v/v1'],
  ['versionedApp', { workload: unknown, version: 'latest' }, 'app/east/shop/cart'],
  ['app', { app: unknown }, 'wl/east/shop/cart-v1'],
  ['workload', nobody, 'svc/east/shop/cart'],
  ['workload', { ...nobody, service: unknown }, 'svc/east/shop/unknown'],
  ['workload', { ...nobody, service: '' }, 'unknown/east'],
  ['workload', { workload: unknown }, 'svc/east/shop/cart'],
  ['app', { workload: '', app: '', service: '', version: '' }, null],
] as const)('in a graph of type %s %o is %s', (type, fields, id) => {
  expect(idOf(fields, type)).toBe(id);
});
