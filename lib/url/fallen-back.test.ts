import { expect, test } from 'vitest';
import { flagCodec } from './codec.ts';
import { fallenBack } from './fallen-back.ts';
import { instead, quoted } from './fallen-text.ts';
import { atCodec, windowCodec } from './time-codec.ts';

const params = {
  window: { parse: windowCodec.parse, fallback: '5m' },
  at: { parse: atCodec.parse, fallback: null },
  list: { parse: flagCodec.parse, fallback: '0' },
};
const fallen = (link: string) => {
  const given = new URLSearchParams(link);
  return fallenBack(params, (name) => given.get(name));
};

test('what means nothing is named with what is shown instead', () => {
  const found = fallen('window=soon&at=yesterday&list=1');
  expect(found.map((each) => `${quoted(each)}, ${instead(each)}`)).toEqual([
    'window=soon, window=5m is used',
    'at=yesterday, it is left out',
  ]);
});

test('a value that reads as false or as nothing is none that means nothing', () => {
  expect(fallen('list=0&at=&window=1m&unknown=x')).toEqual([]);
});

test('a value is quoted as text, on one line, cut', () => {
  const [long] = fallen(`window=${'x'.repeat(9000)}`);
  expect(long && quoted(long).length).toBeLessThan(60);
  const [turned] = fallen(`window=${encodeURIComponent('a\u202eb\nc')}`);
  expect(turned && quoted(turned)).toBe('window=a�b�c');
});
