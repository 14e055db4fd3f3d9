import { expect, test } from 'vitest';
import { createInterner } from './intern.ts';

test('texts come back as they were, whatever was forgotten in between', () => {
  const intern = createInterner(2);
  const texts = ['a', 'b', 'a', 'c', 'b', 'a', '', 'd'];
  expect(texts.map(intern)).toEqual(texts);
});
