import { expect, test } from 'vitest';
import { decodeBody } from './decode-body.ts';

const decode = (text: string, type = 'application/json') => decodeBody(Buffer.from(text), type);

test('JSON and YAML say the same', () => {
  const value = { spec: { hosts: ['a'], port: 80, on: true, since: '2026-01-01' } };
  expect(decode(JSON.stringify(value)).value).toEqual(value);
  const yaml = 'spec:\n  hosts: [a]\n  port: 80\n  on: true\n  since: 2026-01-01\n';
  expect(decode(yaml, 'application/yaml').value).toEqual(value);
});

test('keys held twice are named by their path', () => {
  const text = '{"a":1,"b":[{"c":"}{,\\"c\\":1"},{"c":1,"d":{"e":1,"e":2},"c":3}],"a":{"b":1}}';
  expect(decode(text).repeated).toEqual(['b[1].d.e', 'b[1].c', 'a']);
  expect(decode('{"a":{"x":1},"b":{"x":1}}').repeated).toEqual([]);
  expect(decode('a: 1\nb: 2\na: 3\n', 'application/yaml').repeated).toEqual(['a']);
});

test('what cannot be read is 400, another type 415', () => {
  expect(() => decode('{')).toThrow(expect.objectContaining({ code: 400 }));
  expect(() => decode('a: [', 'application/yaml')).toThrow(expect.objectContaining({ code: 400 }));
  expect(() => decode('x', 'text/plain')).toThrow(expect.objectContaining({ code: 415 }));
});
