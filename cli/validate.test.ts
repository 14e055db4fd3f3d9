import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validate } from './validate.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'weft-cli-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function run(name: string, text: string) {
  const file = path.join(dir, name);
  writeFileSync(file, text);
  const printed: string[] = [];
  const complained: string[] = [];
  const code = validate(
    [file],
    (line) => printed.push(line),
    (line) => complained.push(line),
  );
  return {
    code,
    printed: printed.map((l) => l.replace(`${dir}/`, '')),
    complained: complained.map((l) => l.replace(`${dir}/`, '')),
  };
}

const route = `apiVersion: v1
kind: Service
metadata: { name: cart }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart }
spec: { hosts: [cart], http: [{ route: [{ destination: { host: crat } }] }] }
`;

test('findings name file and line, and an error sets the exit code', () => {
  expect(run('route.yaml', route)).toEqual({
    code: 1,
    printed: [
      'route.yaml:5 error IST0101 VirtualService default/cart spec.http[0].route[0].destination.host: The host "crat" does not exist.',
      '2 objects, 1 findings, 1 of them errors',
    ],
    complained: [],
  });
});

test('a List is taken apart, a kind that Weft does not read is said', () => {
  const text =
    'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Service, metadata: {name: a}}, {apiVersion: batch/v1, kind: Job, metadata: {name: b}}]\n';
  const { code, printed, complained } = run('list.yaml', text);
  expect([code, printed.at(-1), complained]).toEqual([
    0,
    '2 objects, 0 findings, 0 of them errors',
    ['Job b: Weft does not read this kind; not checked.'],
  ]);
});

test.each([
  [
    'a template',
    'kind: Service\nmetadata: {{ .Values.name }}\nx: [',
    /broken\.yaml:\d+ is not YAML.*Templates must be rendered/,
  ],
  ['something else', 'hello: world\n', /broken\.yaml:1 is no Kubernetes object/],
])('%s gets a clear line and exit code 2', (_, text, says) => {
  const { code, complained } = run('broken.yaml', text);
  expect(code).toBe(2);
  expect(complained).toHaveLength(1);
  expect(complained[0]).toMatch(says);
});

test('a file that is not there is named', () => {
  const complained: string[] = [];
  expect(
    validate(
      ['/nowhere/at-all.yaml'],
      () => {},
      (line) => complained.push(line),
    ),
  ).toBe(2);
  expect(complained[0]).toContain('/nowhere/at-all.yaml cannot be read');
});
