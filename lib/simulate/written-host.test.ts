import { expect, test } from 'vitest';
import { writtenHost } from './written-host.ts';

test.each([
  ['cart', 'cart', null],
  [' Cart.Shop ', 'cart.shop', null],
  ['cart:8080', 'cart', 8080],
  ['http://cart:8080/items?all=1', 'cart', 8080],
  ['https://user:word@api.example/', 'api.example', null],
  ['cart.shop.svc.cluster.local.', 'cart.shop.svc.cluster.local', null],
  ['10.0.0.1', '10.0.0.1', null],
  ['10.0.0.1:80', '10.0.0.1', 80],
  ['[::1]:443', '::1', 443],
  ['2001:db8::5', '2001:db8::5', null],
  ['cart:99999', 'cart', null],
  ['cart:web', 'cart:web', null],
  ['*.example', '*.example', null],
  ['', '', null],
] as const)('%j is %j on port %s', (text, host, port) => {
  expect(writtenHost(text)).toEqual({ host, port });
});
