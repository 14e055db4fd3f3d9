import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullHost, governingPattern, hostWithin, parseServiceFqdn, serviceFqdn } from './hosts.ts';

test.each([
  ['reviews', 'reviews.shop.svc.cluster.local'],
  ['reviews.shop', 'reviews.shop'],
  ['*', '*'],
  ['*.example.com', '*.example.com'],
  ['reviews.shop.svc.cluster.local', 'reviews.shop.svc.cluster.local'],
])('%s of namespace shop means %s', (host, full) => {
  expect(fullHost(host, 'shop')).toBe(full);
});

test.each([
  ['api.example.com', '*.example.com', true],
  ['example.com', '*.example.com', false],
  ['*.api.example.com', '*.example.com', true],
  ['API.example.com', 'api.Example.com', true],
  ['anything', '*', true],
  ['a.b', 'a.c', false],
])('%s within %s: %s', (host, pattern, expected) => {
  expect(hostWithin(host, pattern)).toBe(expected);
});

test('the most specific pattern governs, in whatever order they stand', () => {
  const patterns = ['*', '*.com', '*.example.com', 'api.example.com'];
  fc.assert(
    fc.property(fc.shuffledSubarray(patterns, { minLength: 4 }), (shuffled) => {
      expect(governingPattern('api.example.com', shuffled)).toBe('api.example.com');
      expect(governingPattern('www.example.com', shuffled)).toBe('*.example.com');
    }),
  );
  expect(governingPattern('nothing.org', ['*.com'])).toBeNull();
});

test('names of services go both ways', () => {
  expect(parseServiceFqdn(serviceFqdn('reviews', 'shop'))).toEqual({ name: 'reviews', namespace: 'shop' });
  expect(parseServiceFqdn('api.example.com')).toBeNull();
  expect(parseServiceFqdn('a.b.c.svc.cluster.local')).toBeNull();
});
