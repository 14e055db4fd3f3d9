import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathAt } from './path-at.ts';

const text = `kind: VirtualService
metadata:
  annotations:
    a.b/c: x
spec:
  hosts:
    - cart
  http:
    - route:
        - destination:
            host: cart
      timeout: 5s
`;

test.each([
  ['kind', 'kind'],
  ['a.b/c', 'metadata.annotations["a.b/c"]'],
  ['hosts', 'spec.hosts'],
  ['- cart', null],
  ['host: cart', 'spec.http[0].route[0].destination.host'],
  ['timeout', 'spec.http[0].timeout'],
  ['5s', 'spec.http[0].timeout'],
])('at %s stands %s', (sought, path) => {
  expect(pathAt(text, text.indexOf(sought))).toBe(path);
});

test('an item of a list of plain values is of the list', () => {
  expect(pathAt(text, text.indexOf('cart'))).toBe('spec.hosts');
});

test('property: no text and no offset make it throw', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), fc.nat(80), (any, at) => void pathAt(any, at)));
});
