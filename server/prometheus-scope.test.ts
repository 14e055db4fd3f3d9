import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScope } from './prometheus-scope.ts';

const pairsOf = (text: string) => {
  const read = readScope(text);
  return read.ok ? Object.fromEntries(read.value.map(({ label, value }) => [label, value])) : read.error;
};

test.each([
  ['cluster=prod', { cluster: 'prod' }],
  ['mesh=a=b', { mesh: 'a=b' }],
  ['cluster=prod,mesh_id=eu', { cluster: 'prod', mesh_id: 'eu' }],
  [' cluster = prod , mesh_id = eu north ', { cluster: 'prod', mesh_id: 'eu north' }],
  ['cluster="a, b",mesh_id=eu', { cluster: 'a, b', mesh_id: 'eu' }],
  [String.raw`cluster=" a \"b\" \\ "`, { cluster: String.raw` a "b" \ ` }],
])('%s', (text, pairs) => {
  expect(pairsOf(text)).toEqual(pairs);
});

test.each([
  ['mesh', /"mesh" where a label=value should be/],
  ['', /where a label=value should be/],
  ['cluster=prod,', /where a label=value should be/],
  ['cluster=a,b', /"b" where a label=value should be/],
  ['1cluster=a', /"1cluster=a"/],
  ['cluster=', /gives cluster no value/],
  ['cluster=""', /gives cluster no value/],
  ['cluster=a,mesh="b', /gives mesh a value whose quotes/],
  ['cluster="a"b', /gives cluster a value whose quotes/],
  ['cluster=a"b"', /gives cluster a value whose quotes/],
  ['cluster=a,cluster=b', /names cluster twice/],
])('%s is refused, and the error says why', (text, says) => {
  expect(pairsOf(text)).toMatch(says);
});

test('any values are read as they were quoted', () => {
  const label = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/);
  const pairs = fc.dictionary(label, fc.string({ minLength: 1 }), { minKeys: 1 });
  const quote = (value: string) => `"${value.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
  fc.assert(
    fc.property(pairs, (written) => {
      const text = Object.entries(written).map(([name, value]) => `${name}=${quote(value)}`);
      expect(pairsOf(text.join(', '))).toEqual({ ...written });
    }),
  );
});
