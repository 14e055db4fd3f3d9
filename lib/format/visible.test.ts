import fc from 'fast-check';
import { expect, test } from 'vitest';
import { middleEllipsis } from './ellipsis.ts';
import { isolated, visible } from './visible.ts';

test.each([
  ['customer-notification.v2', 'customer-notification.v2'],
  ['a\nb\tc\u0000', 'a�b�c�'],
  ['evil\u202egnp.exe', 'evil�gnp.exe'],
  ['\u2066x\u2069', '�x�'],
  ['half \ud83d pair', 'half � pair'],
  ['👩‍👩‍👧 שלום', '👩‍👩‍👧 שלום'],
  ['<b>"&', '<b>"&'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('a name from right to left is kept apart from what stands beside it', () => {
  expect(isolated('שלום')).toBe('\u2068שלום\u2069');
  expect(isolated('cart 🙂')).toBe('cart 🙂');
});

test('property: what is shown is one line, whole, and shown the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visible(text);
      expect(shown.isWellFormed()).toBe(true);
      expect(/[\n\r\u2028\u202a-\u202e\u2066-\u2069]/.test(shown)).toBe(false);
      expect(visible(shown)).toBe(shown);
    }),
  );
});

test('property: a name is cut to the length asked for, and no pair is halved', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 1, max: 30 }),
      (text, length) => {
        const cut = middleEllipsis(text, length);
        expect(cut.length).toBeLessThanOrEqual(Math.max(length, 1));
        expect(cut.isWellFormed()).toBe(true);
      },
    ),
  );
});
