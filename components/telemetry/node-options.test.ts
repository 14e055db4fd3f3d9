import { expect, test } from 'vitest';
import type { KnownNode } from '#lib/api/graph-contract.ts';
import { clusterId, nodeId } from '#lib/core/ids.ts';
import { mostOffered, nodeText, offer } from './node-options.ts';

const known = (path: string, more: Partial<KnownNode> = {}): KnownNode => {
  const [namespace = '', name = ''] = path.split('/');
  return {
    id: nodeId.parse(`wl/c/${path}`),
    kind: 'workload',
    cluster: clusterId.parse('c'),
    namespace,
    name,
    app: name,
    version: null,
    traffic: true,
    ...more,
  };
};
const nodes = [
  known('shop/cart-report', { traffic: false }),
  known('shop/cart'),
  known('bank/shopping-cart'),
  known('bank/ledger'),
];
const names = (text: string) => offer(nodes, text).nodes.map(({ name }) => name);

test('names that begin with the text come first, then what has traffic', () => {
  expect(names('cart')).toEqual(['cart', 'cart-report', 'shopping-cart']);
  expect(names('')).toEqual(['cart', 'ledger', 'shopping-cart', 'cart-report']);
});

test('every word must be found, in the name or in what stands beside it', () => {
  expect(names('CART bank')).toEqual(['shopping-cart']);
  expect(names('workload ledger')).toEqual(['ledger']);
  expect(names('nothing')).toEqual([]);
});

test('as many are offered as can be read, and the rest is counted', () => {
  const many = Array.from({ length: mostOffered + 5 }, (_, i) => known(`shop/w${i}`));
  expect(offer(many, 'w')).toMatchObject({ more: 5 });
  expect(offer(many, 'w').nodes).toHaveLength(mostOffered);
});

test('a node without a namespace is told by what it stands for', () => {
  expect(nodeText(known('shop/cart'))).toBe('cart · workload in shop');
  expect(nodeText(known('x/PassthroughCluster', { kind: 'passthrough', namespace: null }))).toBe(
    'PassthroughCluster · unknown hosts, let through',
  );
});
