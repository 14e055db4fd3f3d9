import { expect, test } from 'vitest';
import { isPort } from './is-port.ts';

test('a port is a number that a port can be, or none', () => {
  const texts = ['', '1', '80', '65535', '65536', '99999', '0', '080', 'web', '-1', '8 0'];
  expect(texts.filter(isPort)).toEqual(['', '1', '80', '65535']);
});
