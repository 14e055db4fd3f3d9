import { expect, test } from 'vitest';
import { inBlock, isAddress } from './ip-block.ts';

test.each([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['255.255.255.255/32', '255.255.255.255', true],
  ['2001:db8::/32', '2001:db8:0:1::5', true],
  ['2001:db8::/32', '2001:db9::5', false],
  ['::/0', 'fe80::1', true],
  ['::1', '0:0:0:0:0:0:0:1', true],
  ['::ffff:10.0.0.0/104', '::ffff:10.1.2.3', true],
  ['::/0', '10.0.0.1', false],
  ['0.0.0.0/0', 'fe80::1', false],
  ['10.0.0.0/33', '10.0.0.1', null],
  ['10.0.0.0/', '10.0.0.1', null],
  ['10.0.0/8', '10.0.0.1', null],
  ['10.0.0.0/8', 'api.example', null],
  ['1::2::3/64', '1::2', null],
] as const)('%s and %s: %s', (block, address, expected) => {
  expect(inBlock(block, address)).toBe(expected);
});

test('an address is told from a name', () => {
  const written = [
    '10.0.0.1',
    '::1',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7',
    '10.0.0.256',
    'shop',
    'a.b.c.d',
    '',
  ];
  expect(written.filter(isAddress)).toEqual(['10.0.0.1', '::1', '1:2:3:4:5:6:7:8']);
});
