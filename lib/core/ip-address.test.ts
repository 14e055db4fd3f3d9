import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipFamily, isAddressRange } from './ip-address.ts';

test('addresses are told as Node tells them', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.stringMatching(/^[\d.:a-f]{1,16}$/)),
      (text) => {
        expect(ipFamily(text)).toBe(isIP(text));
      },
    ),
  );
});

test.each([
  ['10.0.0.0/8', true],
  ['10.0.0.0/33', false],
  ['fd00::/8', true],
  ['10.0.0.1', false],
  ['10.0.0.0/8/8', false],
])('%s is a range: %s', (text, expected) => {
  expect(isAddressRange(text, false)).toBe(expected);
});
