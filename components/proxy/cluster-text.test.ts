import { expect, test } from 'vitest';
import { clusterText, hostText } from './cluster-text.ts';

test.each([
  ['outbound|8080|v2|cart.shop.svc.cluster.local', 'cart.shop:8080, v2'],
  ['outbound|443||api.example.com', 'api.example.com:443'],
  ['inbound|8080||', 'inbound|8080||'],
  ['PassthroughCluster', 'PassthroughCluster'],
])('%s is read as %s', (name, text) => {
  expect(clusterText(name)).toBe(text);
});

test('only hosts of the cluster are shortened', () => {
  expect(hostText('cart.shop.svc.cluster.local')).toBe('cart.shop');
  expect(hostText('svc.cluster.local')).toBe('svc.cluster.local');
});
