import { expect, test } from 'vitest';
import { asEdgeId, asNodeId } from '#lib/core/branded.ts';
import { edgeIdOf, nodeIdOf } from './identity.ts';
import { nameOfEdgeId, nameOfNodeId } from './name-of-id.ts';
import { viewNodeId } from './view/identify.ts';

const cart = nodeIdOf({ kind: 'workload', cluster: 'east', namespace: 'shop', name: 'cart-v1' });
const odd = nodeIdOf({ kind: 'external', cluster: 'east', namespace: null, name: 'a/b|c%d' });
const unknown = nodeIdOf({ kind: 'unknown', cluster: 'east' });
const version = viewNodeId({
  kind: 'app',
  cluster: 'east',
  namespace: 'shop',
  app: 'cart',
  by: { workload: 'cart-v2' },
});

test.each([
  [cart, 'cart-v1'],
  [odd, 'a/b|c%d'],
  [unknown, 'unknown'],
  [version, 'cart-v2'],
  ['wl/east/shop/%', '%'],
  ['what?', 'what?'],
  ['', ''],
])('a node is called by what its id ends with: %s', (id, name) => {
  expect(nameOfNodeId(asNodeId(id))).toBe(name);
});

test('an edge is called by its ends', () => {
  expect(nameOfEdgeId(edgeIdOf(cart, unknown, 'http', null))).toBe('cart-v1 → unknown');
  expect(nameOfEdgeId(asEdgeId('no edge'))).toBe('no edge');
});
