import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { coversObject, readSilence, readSilences } from './silence.ts';

const pod = refTo('Pod', 'cart-1');
const namespace = refTo('Namespace', 'shop', null);

function silence(text: string) {
  const read = readSilence(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

test.each([
  ['IST0103', true],
  ['IST0103=*', true],
  ['IST0103=Pod/shop/cart-1', true],
  ['IST0103=Pod/shop/*', true],
  ['IST0103=*/shop/*', true],
  ['IST0103=Pod cart-1.shop', true],
  ['IST0103=Pod *.shop', true],
  ['IST0103=Pod/shop/cart', false],
  ['IST0103=Pod *.bank', false],
  ['IST0103=Deployment/shop/*', false],
])('%s covers a pod: %s', (text, covered) => {
  expect(coversObject(silence(text), pod)).toBe(covered);
});

test('an object of the whole cluster is named by kind and name', () => {
  expect(coversObject(silence('IST0102=Namespace/shop'), namespace)).toBe(true);
  expect(coversObject(silence('IST0102=Namespace sh*'), namespace)).toBe(true);
  expect(coversObject(silence('IST0102=Namespace/bank'), namespace)).toBe(false);
});

test.each(['IST01', 'ist0103', '=Pod/shop/a', 'IST0103=', 'IST0103=shop', ''])(
  '"%s" is refused with a cure',
  (text) => {
    const read = readSilence(text);
    expect(read.ok ? '' : read.error).toMatch(/write/);
  },
);

test('several are separated by commas or lines', () => {
  const read = readSilences('IST0102, KIA1106=VirtualService/shop/*\nWEFT0001,');
  expect(read.ok && read.value.map(({ code }) => code)).toEqual(['IST0102', 'KIA1106', 'WEFT0001']);
  expect(readSilences('IST0102,what').ok).toBe(false);
});

test('stars stand for any text, wherever they are put into a name', () => {
  const name = fc.stringMatching(/^[a-z0-9.-]{1,12}$/);
  fc.assert(
    fc.property(name, fc.nat(12), fc.nat(12), (text, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const pattern = `*=Pod/shop/${text.slice(0, from)}*${text.slice(to)}`;
      expect(coversObject(silence(pattern), { ...pod, name: text })).toBe(true);
      expect(coversObject(silence(pattern), { ...pod, kind: 'Service', name: text })).toBe(false);
    }),
  );
});
