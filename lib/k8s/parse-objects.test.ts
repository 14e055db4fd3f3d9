import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseObjects } from './parse-objects.ts';

test('documents and Lists, each object with the lines of its fields', () => {
  const { written, problems } = parseObjects(`apiVersion: v1
kind: Service
metadata: { name: cart }
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata:
      name: web
    spec:
      ports: []
`);
  expect(problems).toEqual([]);
  expect(written.map(({ object }) => object.metadata.name)).toEqual(['cart', 'web']);
  expect(written.map(({ lineOf }) => lineOf('spec.ports'))).toEqual([1, 13]);
});

test.each([
  ['a: [', 2, 'is not YAML'],
  ['kind: Service\n---\nname: x', 1, 'is no Kubernetes object'],
  ['- 1', 1, 'is no Kubernetes object'],
])('%j is told at its line', (text, line, says) => {
  const [first] = parseObjects(text).problems;
  expect(first?.line).toBeLessThanOrEqual(line);
  expect(first?.says).toContain(says);
});

test('an empty text holds nothing, and nothing is wrong with it', () => {
  for (const text of ['', '\n', '# a remark', '---\n---\n'])
    expect(parseObjects(text)).toEqual({ written: [], problems: [] });
});

test('property: no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void parseObjects(text)));
});
